import { Menu, UnstyledButton, useMantineColorScheme } from "@mantine/core";
import { Icon } from "./icons";

const CHOICES = [
  { value: "auto", label: "As the system" },
  { value: "light", label: "Light" },
  { value: "dark", label: "Dark" },
] as const;

/** Light, dark, or as the system has it; remembered in this browser. */
export function SchemeSwitch() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <UnstyledButton className="icon-button" aria-label="Colours of the screen">
          <Icon name={colorScheme === "dark" ? "moon" : "sun"} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {CHOICES.map(({ value, label }) => (
          <Menu.Item key={value} onClick={() => setColorScheme(value)} fw={value === colorScheme ? 700 : 400}>
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

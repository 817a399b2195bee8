import { Select } from "@mantine/core";
import { useAnswer } from "../../api/queries";

/** Names a control of the audit. */
export function ControlSelect({
  audit,
  value,
  onChange,
  isRequired = false,
}: {
  readonly audit: string;
  readonly value: string | null;
  readonly onChange: (control: string | null) => void;
  readonly isRequired?: boolean;
}) {
  const { data } = useAnswer("listControls", { params: { audit } });
  return (
    <Select
      label="About the control"
      description="By its id or a word of its title."
      searchable
      clearable={!isRequired}
      required={isRequired}
      value={value}
      data={(data?.controls ?? []).map(({ id, title }) => ({ value: id, label: `${id} ${title}` }))}
      onChange={onChange}
    />
  );
}

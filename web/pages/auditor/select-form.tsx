import { Button, Checkbox, Group, NumberInput, Radio, Select, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { type Asked, call } from "../../api/client";
import { EntranceError } from "../../components/entrance-frame";
import { plural } from "../../lib/format";
import { auditPath } from "../../lib/session";
import { useWish } from "../../lib/use-wish";
import { ItemPicker } from "./item-picker";
import type { Portal } from "./portal";
import type { PortalView } from "./use-portal-view";

type Selecting = Omit<Asked<"selectItems">["body"], "key">;
type Choice = Selecting["choice"];

interface FrozenOption {
  readonly id: string;
  readonly items: number;
  readonly population: Portal["populations"][number];
}

const BY_RULE = [
  { value: "random", label: "Random: ranked by the hash of seed and id" },
  { value: "systematic", label: "Systematic: every so many-th" },
  { value: "stratified", label: "Stratified: random in each month" },
] as const;
const BY_HAND = [
  { value: "judgemental", label: "Judgemental: what you judge to matter" },
  { value: "targeted", label: "Targeted: what a risk points at" },
  { value: "haphazard", label: "Haphazard: without a rule" },
] as const;

/** Puts a selection on record and opens it. */
export function useSelectItems({ audit }: PortalView) {
  const navigate = useNavigate();
  const select = useWish((key, said: Selecting) => call("selectItems", { params: { audit }, body: { key, ...said } }));
  return {
    ...select,
    selectAndOpen: (said: Selecting) =>
      select.mutate(said, {
        onSuccess: ({ id }) => void navigate({ to: auditPath(audit, `portal/selections/${id}`) }),
      }),
  };
}

/** Selects from a frozen list: by a seed of the auditor's own, or by hand. */
export function SelectForm({
  view,
  frozen,
  first,
}: {
  readonly view: PortalView;
  readonly frozen: readonly FrozenOption[];
  /** The list to begin with. */
  readonly first: string | undefined;
}) {
  const [freeze, setFreeze] = useState(first ?? frozen[0]?.id ?? "");
  const chosen = frozen.find(({ id }) => id === freeze) ?? frozen[0];
  const controls = chosen?.population.controls ?? [];
  const [wanted, setControl] = useState<string | null>(null);
  const control = controls.find(({ id }) => id === wanted)?.id ?? controls[0]?.id ?? "";
  const [isByHand, setByHand] = useState(false);
  const [choice, setChoice] = useState<Choice>();
  const [reason, setReason] = useState("");
  const { selectAndOpen, error, isPending } = useSelectItems(view);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (choice === undefined) return;
    selectAndOpen({ freeze, control, choice, reason: reason.trim() === "" ? null : reason });
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <Group grow align="flex-start" className="form-row">
          <Select
            label="From the frozen list"
            allowDeselect={false}
            value={freeze}
            data={frozen.map(({ id, items, population }) => ({
              value: id,
              label: `${id}: ${population.title}, ${plural(items, "item")}`,
            }))}
            onChange={(value) => setFreeze(value ?? freeze)}
          />
          <Select
            label="For the control"
            allowDeselect={false}
            value={control}
            data={controls.map(({ id, title }) => ({ value: id, label: `${id} ${title}` }))}
            onChange={setControl}
          />
        </Group>
        <Radio.Group
          label="How"
          value={isByHand ? "hand" : "seed"}
          onChange={(value) => {
            setByHand(value === "hand");
            setChoice(undefined);
          }}
        >
          <Group gap="lg" mt={6}>
            <Radio value="seed" label="With a seed of my own" />
            <Radio value="hand" label="By hand: I tick the items" />
          </Group>
        </Radio.Group>
        {isByHand ? (
          <ByHand view={view} population={chosen?.population.name ?? ""} key={freeze} onChoice={setChoice} />
        ) : (
          <ByRule onChoice={setChoice} />
        )}
        <Textarea
          label="Reason"
          description="Needed by hand, and for a second selection for one control from one list. Both stay on record."
          autosize
          required={isByHand}
          value={reason}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
        />
        <EntranceError error={error} />
        <div>
          <Button type="submit" loading={isPending} disabled={choice === undefined}>
            Select
          </Button>
        </div>
      </Stack>
    </form>
  );
}

function ByRule({ onChoice }: { readonly onChoice: (choice: Choice | undefined) => void }) {
  const [method, setMethod] = useState<(typeof BY_RULE)[number]["value"]>("random");
  const [seed, setSeed] = useState("");
  const [size, setSize] = useState(25);
  const [isByTable, setByTable] = useState(false);
  const tell = (said: { method?: typeof method; seed?: string; size?: number; isByTable?: boolean }) => {
    const now = { method, seed, size, isByTable, ...said };
    onChoice(
      now.seed.trim() === "" ? undefined : { method: now.method, seed: now.seed, n: now.isByTable ? null : now.size },
    );
  };
  return (
    <>
      <Group grow align="flex-start" className="form-row">
        <TextInput
          label="Seed"
          description="Any text. The same list and seed give the same items to anybody."
          required
          maxLength={200}
          value={seed}
          onChange={({ currentTarget: { value } }) => {
            setSeed(value);
            tell({ seed: value });
          }}
        />
        <Select
          label="Method"
          description="How the seed decides."
          allowDeselect={false}
          value={method}
          data={[...BY_RULE]}
          onChange={(value) => {
            const next = BY_RULE.find((each) => each.value === value)?.value ?? method;
            setMethod(next);
            tell({ method: next });
          }}
        />
        <NumberInput
          label="How many"
          description="At most 500."
          min={1}
          max={500}
          allowDecimal={false}
          disabled={isByTable}
          value={size}
          onChange={(value) => {
            const next = Math.max(1, Number(value));
            setSize(next);
            tell({ size: next });
          }}
        />
      </Group>
      <Checkbox
        label="As many as the firm's table says for the frequency and risk of the control"
        checked={isByTable}
        onChange={({ currentTarget: { checked } }) => {
          setByTable(checked);
          tell({ isByTable: checked });
        }}
      />
    </>
  );
}

function ByHand({
  view,
  population,
  onChoice,
}: {
  readonly view: PortalView;
  readonly population: string;
  readonly onChoice: (choice: Choice | undefined) => void;
}) {
  const [method, setMethod] = useState<(typeof BY_HAND)[number]["value"]>("judgemental");
  const [ids, setIds] = useState<readonly string[]>([]);
  const tell = (said: { method?: typeof method; ids?: readonly string[] }) => {
    const now = { method, ids, ...said };
    onChoice(now.ids.length === 0 ? undefined : { method: now.method, ids: [...now.ids] });
  };
  return (
    <>
      <Select
        label="Method"
        allowDeselect={false}
        value={method}
        data={[...BY_HAND]}
        onChange={(value) => {
          const next = BY_HAND.find((each) => each.value === value)?.value ?? method;
          setMethod(next);
          tell({ method: next });
        }}
      />
      <Text size="sm">Items picked by hand are an addition: no rate of the population follows from them.</Text>
      <ItemPicker
        audit={view.audit}
        population={population}
        picked={ids}
        onPick={(next) => {
          setIds(next);
          tell({ ids: next });
        }}
      />
    </>
  );
}

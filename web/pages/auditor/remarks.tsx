import { Button, Checkbox, Stack, Text, Textarea } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { type Answer, call } from "../../api/client";
import { useAnswer } from "../../api/queries";
import { EntranceError } from "../../components/entrance-frame";
import { useWish } from "../../lib/use-wish";
import { ToldLine, Words } from "./told";
import type { PortalView } from "./use-portal-view";

type Remark = Answer<"listRemarks">["remarks"][number];
type On = Remark["on"];

/** What was remarked on something, private remarks of the auditors apart, and a way to add one. */
export function Remarks({
  view,
  on,
  remarks,
}: {
  readonly view: PortalView;
  readonly on: On;
  readonly remarks: readonly Remark[];
}) {
  const own = usePrivateRemarks(view, on);
  const all = [
    ...remarks.map((each) => ({ ...each, isPrivate: false })),
    ...own.map((each) => ({ ...each, isPrivate: true })),
  ];
  return (
    <Stack gap="md">
      {all.length === 0 && <Text size="sm">Nothing was remarked yet.</Text>}
      {all
        .toSorted((a, b) => a.record - b.record)
        .map((remark) => (
          <div key={remark.id} className="remark" data-private={remark.isPrivate}>
            {remark.isPrivate && <PrivateMark />}
            <Words text={remark.text} isOther={remark.side === "company"} />
            <ToldLine told={remark} side={remark.side} me={view.me} />
          </div>
        ))}
      {view.mayWork && <AuditorRemark view={view} on={on} />}
      {view.mayDecide && <CompanyComment view={view} on={on} />}
    </Stack>
  );
}

/** What the auditors alone see of something; nobody of the company is asked for it. */
export function usePrivateRemarks({ audit, isAuditor }: PortalView, { kind, id }: On): readonly Remark[] {
  const { data } = useAnswer("showPapers", { params: { audit } }, { isAsked: isAuditor });
  return data?.remarks.filter(({ on }) => on.kind === kind && on.id === id) ?? [];
}

/** Stands on everything that is never shown to the company. */
export function PrivateMark() {
  return (
    <Text size="sm" fw={600} className="private-mark">
      Private: never shown to the company
    </Text>
  );
}

function AuditorRemark({ view: { audit }, on }: { readonly view: PortalView; readonly on: On }) {
  const [text, setText] = useState("");
  const [isPrivate, setPrivate] = useState(true);
  const write = useWish((key, said: { readonly text: string; readonly is_private: boolean }) =>
    call("writeRemark", { params: { audit }, body: { key, on, ...said } }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    write.mutate({ text, is_private: isPrivate }, { onSuccess: () => setText("") });
  };
  return (
    <form onSubmit={submit} className="no-print">
      <Stack gap="xs" align="flex-start">
        <Textarea
          w="100%"
          label="A remark"
          autosize
          minRows={2}
          required
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
        />
        <Checkbox
          label="Private: for the auditors of this audit alone, never shown to the company"
          checked={isPrivate}
          onChange={({ currentTarget }) => setPrivate(currentTarget.checked)}
        />
        <EntranceError error={write.error} />
        <Button type="submit" variant="default" loading={write.isPending}>
          {isPrivate ? "Keep the remark" : "Share the remark"}
        </Button>
      </Stack>
    </form>
  );
}

function CompanyComment({ view: { audit }, on }: { readonly view: PortalView; readonly on: On }) {
  const [text, setText] = useState("");
  const write = useWish((key, said: string) =>
    call("writeComment", { params: { audit }, body: { key, on, text: said } }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    write.mutate(text, { onSuccess: () => setText("") });
  };
  return (
    <form onSubmit={submit} className="no-print">
      <Stack gap="xs" align="flex-start">
        <Textarea
          w="100%"
          label="A comment, which the auditors see"
          autosize
          minRows={2}
          required
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
        />
        <EntranceError error={write.error} />
        <Button type="submit" variant="default" loading={write.isPending}>
          Comment
        </Button>
      </Stack>
    </form>
  );
}

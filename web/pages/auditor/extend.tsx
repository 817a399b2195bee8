import { Button, NumberInput, Stack, Textarea } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { EntranceError } from "../../components/entrance-frame";
import { Section, Sheet } from "../../components/page";
import { plural } from "../../lib/format";
import { useSelectItems } from "./select-form";
import type { SelectionPaper } from "./selection";
import type { PortalView } from "./use-portal-view";

/** Takes the next ranks of the same seed: the first ones come out again, and the extension follows them. */
export function Extend({ paper, view }: { readonly paper: SelectionPaper; readonly view: PortalView }) {
  const { method, seed, n, control } = paper.selection;
  const [more, setMore] = useState(n);
  const [reason, setReason] = useState("");
  const { selectAndOpen, error, isPending } = useSelectItems(view);
  if (!view.mayWork || method !== "random" || seed === null) return null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    selectAndOpen({
      ...{ freeze: paper.freeze, control },
      choice: { method, seed, n: n + more },
      reason: `Extension of ${paper.id} by ${plural(more, "item")}: ${reason}`,
    });
  };
  return (
    <div className="no-print">
      <Section
        title="Extend it"
        lead={`The same seed with a larger number: the ${n} that were drawn come first again, and the next ranks follow. ${paper.id} stays as it is.`}
      >
        <Sheet>
          <form onSubmit={submit} className="no-print">
            <Stack gap="sm" align="flex-start">
              <NumberInput
                label="How many more"
                min={1}
                max={500}
                allowDecimal={false}
                value={more}
                onChange={(value) => setMore(Math.max(1, Number(value)))}
              />
              <Textarea
                w="100%"
                label="Why"
                description="Goes on record with the extension."
                autosize
                required
                value={reason}
                onChange={({ currentTarget }) => setReason(currentTarget.value)}
              />
              <EntranceError error={error} />
              <Button type="submit" variant="default" loading={isPending}>
                Take the next ranks
              </Button>
            </Stack>
          </form>
        </Sheet>
      </Section>
    </div>
  );
}

import { Text } from "@mantine/core";
import { useAnswer } from "../../api/queries";
import { StateShape } from "../../components/state-mark";
import { outOf, plural } from "../../lib/format";
import type { Portal } from "./portal";
import { PortalLink } from "./portal-page";
import type { PortalView } from "./use-portal-view";

interface Step {
  readonly title: string;
  readonly to: string;
  readonly counts: string;
  readonly isDone: boolean;
  /** What to do, for whoever looks. */
  readonly next: string;
}

/** The five steps of fieldwork, how far each is, and what to do next. */
export function Rail({ portal, view }: { readonly portal: Portal; readonly view: PortalView }) {
  const drawn = useDrawn(view);
  const steps = stepsOf(portal, { view, drawn });
  const now = steps.findIndex(({ isDone }) => !isDone);
  return (
    <ol className="rail">
      {steps.map(({ title, to, counts, isDone, next }, at) => (
        <li
          key={title}
          data-state={isDone ? "done" : at === now ? "now" : "later"}
          aria-current={at === now ? "step" : undefined}
        >
          <Text component="span" size="sm" className="rail-state">
            <StateShape state={isDone ? "operated" : "did-not-occur"} />
            {isDone ? "done" : at === now ? "next" : "later"}
          </Text>
          <Text component="span" fw={600}>
            <PortalLink view={view} to={to}>
              {title}
            </PortalLink>
          </Text>
          <Text component="span" size="sm">
            {counts}
          </Text>
          {at === now && (
            <Text component="span" size="sm" c="dimmed">
              {next}
            </Text>
          )}
        </li>
      ))}
    </ol>
  );
}

/** How many selections the auditors drew: theirs alone to know before they release them. */
function useDrawn({ audit, isAuditor }: PortalView): number | undefined {
  const { data } = useAnswer("showPapers", { params: { audit } }, { isAsked: isAuditor });
  return data?.selections.length;
}

function stepsOf(
  { scope, progress, is_closed: isClosed }: Portal,
  { view, drawn }: { readonly view: PortalView; readonly drawn: number | undefined },
): readonly Step[] {
  const { populations, frozen, released, open, answered, returned, accepted, exceptions } = progress;
  const waiting = open + returned;
  const asked = waiting + answered + accepted;
  const company = view.mayDecide ? "You" : "The company";
  const auditor = view.mayWork ? "You" : "The auditors";
  return [
    {
      title: "Scope accepted",
      to: "portal",
      counts: scope === null ? "not yet" : "accepted",
      isDone: scope !== null,
      next: `${auditor} read the terms below and accept them.`,
    },
    {
      title: "Populations frozen",
      to: "portal/populations",
      counts: `${outOf(frozen, populations)} frozen`,
      isDone: frozen > 0,
      next: `${auditor} freeze each population that is sampled, before a seed is named.`,
    },
    {
      title: "Items selected",
      to: "portal/selections",
      counts: `${drawn === undefined ? "" : `${drawn} drawn, `}${released} released`,
      isDone: released > 0 && (drawn ?? released) === released,
      next: `${auditor} draw items with a seed or by hand, then release them.`,
    },
    {
      title: "Requests",
      to: "portal/requests",
      counts:
        asked === 0 ? "nothing asked" : `${outOf(accepted, asked)} accepted, ${answered} to mark, ${waiting} to answer`,
      isDone: asked > 0 && accepted === asked,
      next:
        answered > 0
          ? `${auditor} mark what was answered.`
          : waiting > 0
            ? `${company} answer what is open.`
            : `${auditor} ask for what is not stored.`,
    },
    {
      title: "Exceptions and papers",
      to: view.isAuditor ? "portal/papers" : "portal/exceptions",
      counts: exceptions === 0 ? "no exception noted" : `${plural(exceptions, "exception")} noted`,
      isDone: isClosed,
      next: `${auditor} note exceptions in their own words, or none, and take the papers along.`,
    },
  ];
}

import type { Command } from "commander";
import { checkPins } from "../app/controls/engagement-pins.js";
import { namedControl } from "../app/controls/named-control.js";
import { isDrifted, pinWarning } from "../app/controls/pin-text.js";
import { testPeriod } from "../app/test-period/test-period.js";
import { testJson, testText } from "../app/test-period/test-text.js";
import { EXIT } from "../base/app-error.js";
import { type Instant, msOf } from "../base/instant.js";
import type { CliContext } from "./context.js";
import { asOfOption, repeated, WORKSPACE_ARGUMENT } from "./options.js";
import { ProgressLine } from "./progress.js";

/** `lookback test`: judge what was collected, without projecting or writing reports. */
export function registerTest(program: Command, context: CliContext): void {
  program
    .command("test")
    .description("test every control over the whole population of what was collected")
    .argument("[folder]", WORKSPACE_ARGUMENT, ".")
    .option("--as-of <time>", "judge as of this moment (default: now)", asOfOption)
    .option("-c, --control <id>", "only this control; may be repeated", repeated)
    .option("--gate", "exit 1 when an item deviates, 2 when what runs is not what the engagement pins")
    .option("--json", "print JSON")
    .action(
      async (
        folder: string,
        options: { asOf?: Instant; control?: readonly string[]; gate?: boolean; json?: boolean },
      ) => {
        const open = await context.open(folder, "read");
        const line = new ProgressLine(context);
        try {
          const only = options.control?.map((id) => namedControl(open.controls, id).id);
          const pins = await checkPins(open);
          context.err(pinWarning(pins));
          const tested = await testPeriod({
            ...open,
            ...(only === undefined ? {} : { only }),
            asOf: msOf(options.asOf ?? context.now()),
            progress: (population, done, total) => line.show(`testing ${done} of ${total}: ${population}`),
          });
          line.done();
          context.out(options.json ? testJson(tested) : testText(tested));
          const isDeviating = tested.controls.some(({ tally }) => tally.counts.deviation > 0);
          if (options.gate && isDrifted(pins)) context.exit(EXIT.badUse);
          else context.exit(options.gate && isDeviating ? EXIT.exceptions : EXIT.clean);
        } finally {
          line.done();
          await open.close();
        }
      },
    );
}

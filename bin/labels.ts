import { UsageError } from '#local/command-line.ts';
import { LABELS_HELP, parseLabelsOptions } from '#local/labels/command-line.ts';
import { labelLines } from '#local/labels/pages.ts';

/** `npm run labels`: what agents corrected, as lines to learn from. */

async function main(): Promise<number> {
  try {
    const command = parseLabelsOptions(process.argv.slice(2));
    if (command === 'help') {
      console.log(LABELS_HELP);
      return 0;
    }
    const count = await labelLines(command, (line) => console.log(line));
    console.error(`${count} labels since ${command.since}`);
    return 0;
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return error instanceof UsageError ? 2 : 1;
  }
}

process.exitCode = await main();

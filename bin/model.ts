import { parseModel } from '#classifiers/embedded/model-file.ts';
import { UsageError } from '#local/command-line.ts';
import { modelsAt } from '#local/model/bucket.ts';
import { MODEL_HELP, type ModelCommand, parseModelOptions } from '#local/model/command-line.ts';
import { isWell, modelLines } from '#local/model/report.ts';
import { runModel } from '#local/model/run.ts';

/** `npm run model`: which model a stage uses, here or deployed. */

async function done(command: ModelCommand): Promise<boolean> {
  const at = await modelsAt(command.target);
  const report = await runModel(command, { at, versionOf: (bytes) => parseModel(bytes).version });
  for (const line of modelLines(report)) console.log(line);
  if (command.json) console.log(JSON.stringify(report));
  return isWell(report);
}

async function main(): Promise<number> {
  try {
    const command = parseModelOptions(process.argv.slice(2));
    if (command === 'help') {
      console.log(MODEL_HELP);
      return 0;
    }
    return (await done(command)) ? 0 : 1;
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return error instanceof UsageError ? 2 : 1;
  }
}

process.exitCode = await main();

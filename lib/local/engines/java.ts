/** Finds a Java runtime that DynamoDB Local runs on. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { JavaMissingError } from '../errors.ts';

/** DynamoDB Local's own requirement. */
const MINIMUM_VERSION = 17;

/** The command that starts Java; throws {@link JavaMissingError} when it is missing or too old. */
export async function findJava(env: NodeJS.ProcessEnv = process.env): Promise<string> {
  const command = env['JAVA_HOME'] ? join(env['JAVA_HOME'], 'bin', 'java') : 'java';
  const report = await versionReport(command, env);
  if (report === undefined) throw new JavaMissingError(`there is no working \`${command}\` on this machine`);
  const version = majorVersion(report);
  if (version < MINIMUM_VERSION) throw new JavaMissingError(`\`${command}\` is version ${version}`);
  return command;
}

/** Reads the major version out of what `java -version` prints; 0 when it can't be read. */
export function majorVersion(report: string): number {
  const [, first = '0', second = '0'] = report.match(/version "(\d+)(?:\.(\d+))?/) ?? [];
  return Number(first === '1' ? second : first);
}

function versionReport(command: string, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  return new Promise((resolve) => {
    execFile(command, ['-version'], { env, timeout: 20_000 }, (error, stdout, stderr) => {
      resolve(error ? undefined : stderr + stdout);
    });
  });
}

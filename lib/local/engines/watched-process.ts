/** A child process that can't outlive us, however we end. */
import { type ChildProcess, spawn } from 'node:child_process';

/**
 * The shell waits on the process and on a pipe from us. The pipe closes when we end in any way, kill -9 included, and
 * then the shell kills the process.
 */
const WATCH =
  'exec 3<&0; "$@" </dev/null 3<&- & job=$!; (cat <&3 >/dev/null; kill -9 $job) 2>/dev/null & exec 3<&-; wait $job';

export interface WatchedProcess {
  /** Resolves with the exit code when the process has ended. */
  readonly ended: Promise<number | null>;
  /** The last of what it wrote. */
  output(): string;
  stop(): Promise<void>;
}

/** Starts a command that ends with this process; without a POSIX shell, on our ordinary exits only. */
export function startWatched(command: string, args: readonly string[], cwd: string): WatchedProcess {
  const posix = process.platform !== 'win32';
  const child = posix
    ? spawn('sh', ['-c', WATCH, 'watch', command, ...args], { cwd, detached: true, stdio: ['pipe', 'pipe', 'pipe'] })
    : spawn(command, [...args], { cwd, stdio: ['pipe', 'pipe', 'pipe'] });
  let written = '';
  const note = (chunk: Buffer): void => {
    written = (written + chunk.toString()).slice(-4_000);
  };
  child.stdout.on('data', note);
  child.stderr.on('data', note);
  child.stdin.on('error', () => {});
  const kill = (): boolean => child.kill('SIGKILL');
  if (!posix) process.once('exit', kill);
  return { ended: endOf(child), output: () => written, stop: () => stopWatched(child, posix) };
}

function endOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => {
    child.once('error', () => resolve(null));
    child.once('exit', (code) => {
      child.stdin?.destroy();
      child.stdout?.destroy();
      child.stderr?.destroy();
      resolve(code);
    });
  });
}

async function stopWatched(child: ChildProcess, posix: boolean): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  if (posix) child.stdin?.end();
  else child.kill('SIGKILL');
  await ended;
}

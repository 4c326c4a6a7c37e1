import { clearLine, cursorTo } from 'node:readline';

/** A bar on a terminal; on anything else a line now and then. It writes to stderr, so that stdout holds the result alone. */

const WIDTH = 30;
const LINES_ELSEWHERE = 10;

export interface Progress {
  readonly step: (share: number, doing: string) => void;
  readonly end: () => void;
}

function bar(share: number): string {
  const full = Math.round(Math.min(1, share) * WIDTH);
  return `${'█'.repeat(full)}${'░'.repeat(WIDTH - full)} ${String(Math.round(share * 100)).padStart(3)}%`;
}

/** A progress bar for this terminal. */
export function terminalProgress(stream: NodeJS.WriteStream = process.stderr): Progress {
  let told = -1;
  return {
    step: (share, doing) => {
      if (stream.isTTY) {
        cursorTo(stream, 0);
        stream.write(`${bar(share)} ${doing}`);
        clearLine(stream, 1);
        return;
      }
      const tenth = Math.floor(share * LINES_ELSEWHERE);
      if (tenth === told) return;
      told = tenth;
      stream.write(`${bar(share)} ${doing}\n`);
    },
    end: () => {
      if (stream.isTTY) stream.write('\n');
    },
  };
}

import { type ProofReport, proofReport } from '#contracts/channel-watch.ts';
import type { ChannelHealth } from '#domain/channel-health.ts';
import type { WatchChannelsPorts } from './ports.ts';
import { regained } from './regain.ts';

/** Whether deliveries prove themselves, as the receiver tells: only accounts that are connected here are ever spoken of. */

/** An account that was just heard is well, whoever else knocks at its door. */
const HEARD_WITHIN_MS = 15 * 60_000;

/** The latest report of each entry of the webhook secret. */
function reportsIn(bodies: readonly unknown[]): ProofReport[] {
  const latest = new Map<string, ProofReport>();
  for (const body of bodies) {
    const report = proofReport.safeParse(body).data;
    if (report) latest.set(`${report.platform}:${report.account ?? ''}`, report);
  }
  return [...latest.values()];
}

/** The connected accounts that an entry vouches for: its own, or all of its platform and of those that share its address. */
async function vouchedFor({ accounts, platformNamed }: WatchChannelsPorts, { platform, account }: ProofReport) {
  const served = [platform, ...(platformNamed(platform)?.webhook?.shares ?? [])];
  return (await accounts()).flatMap(({ account: known }) => {
    const [name, id] = [known.slice(0, known.indexOf(':')), known.slice(known.indexOf(':') + 1)];
    return served.includes(name) && (account === undefined || account === id) ? [known] : [];
  });
}

async function refused(ports: WatchChannelsPorts, reports: readonly ProofReport[]): Promise<void> {
  if (reports.length === 0) return;
  const heardMs = new Map((await ports.rhythms.all()).map(({ account, rhythm }) => [account, rhythm.heardMs]));
  for (const report of reports) {
    const atMs = Date.parse(report.at);
    for (const account of await vouchedFor(ports, report)) {
      if (atMs - (heardMs.get(account) ?? 0) < HEARD_WITHIN_MS) continue;
      const { outcome: reason, at: since } = report;
      await ports.channels.report({ account, concern: 'deliveries', state: 'unwell', reason, since });
    }
  }
}

/** Remembers which accounts' deliveries are refused, and that they are taken again: then what was missed is ordered. */
export async function prove(ports: WatchChannelsPorts, bodies: readonly unknown[]): Promise<void> {
  const reports = reportsIn(bodies);
  await refused(
    ports,
    reports.filter(({ outcome }) => outcome !== 'accepted'),
  );
  for (const report of reports.filter(({ outcome }) => outcome === 'accepted')) {
    for (const account of await vouchedFor(ports, report)) {
      const well: ChannelHealth = { account, concern: 'deliveries', state: 'well', since: report.at };
      await regained(ports, well);
    }
  }
}

import type { QueuePair } from '#adapters/redrive-queues.ts';
import { UsageError } from '#local/command-line.ts';
import { type OutputsFile, outputsIn } from '#local/outputs.ts';
import type { Work } from './command-line.ts';

/** The queues' addresses in a file of outputs: of `cdk deploy --outputs-file`, or of `npm start -- --json`. Pure. */

/** The outputs of the state and the service stack that name the queues. */
const NAMES: Readonly<Record<Work, { readonly from: string; readonly to: string }>> = {
  inbound: { from: 'InboundDlqUrl', to: 'InboundQueueUrl' },
  polls: { from: 'PollDlqUrl', to: 'PollQueueUrl' },
  outbound: { from: 'OutboundDlqUrl', to: 'OutboundQueueUrl' },
  metrics: { from: 'MetricsDlqUrl', to: 'MetricsQueueUrl' },
  channels: { from: 'ChannelsDlqUrl', to: 'ChannelsQueueUrl' },
  rederivations: { from: 'RederivationDlqUrl', to: 'RederivationQueueUrl' },
  acknowledgements: { from: 'AcknowledgementDlqUrl', to: 'AcknowledgementQueueUrl' },
};

/** Whether a file's text names a pair of queues. */
export function hasPair(text: string, work: Work, where: OutputsFile): boolean {
  return NAMES[work].from in outputsIn(text, where);
}

/** Finds a pair of queues in a file's text. @throws {UsageError} when it isn't there. */
export function pairIn(text: string, work: Work, where: OutputsFile): QueuePair {
  const outputs = outputsIn(text, where);
  const [from, to] = [outputs[NAMES[work].from], outputs[NAMES[work].to]];
  if (typeof from === 'string' && typeof to === 'string') return { from, to };
  const missing = [typeof from === 'string' ? [] : NAMES[work].from, typeof to === 'string' ? [] : NAMES[work].to];
  throw new UsageError(`${where.file} lacks ${missing.flat().join(' and ')}: deploy both stacks of the stage with it.`);
}

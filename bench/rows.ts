import { bundleLoad } from './bundle-load.ts';
import { bundleSize } from './bundle-size.ts';
import { classifyCpu } from './classify-cpu.ts';
import { classifyLoad } from './classify-load.ts';
import { classifyMemory } from './classify-memory.ts';
import { localWriteUnits } from './local-write-units.ts';
import type { Row } from './row.ts';
import { slaSweep } from './sla-sweep.ts';
import { triageCpu } from './triage-cpu.ts';
import { webhookCpu } from './webhook-cpu.ts';

/** Every benchmark, in the order in which they run. */
export const rows: readonly Row[] = [
  webhookCpu,
  triageCpu,
  classifyCpu,
  classifyLoad,
  classifyMemory,
  bundleSize,
  bundleLoad,
  localWriteUnits,
  slaSweep,
];

/** Synthesizes one stage of the app into a folder; started by earshot-app. */
import { buildApp, stages } from '../../bin/app.ts';
import type { BuildRequest } from './earshot-app.ts';

const { stage = 'staging', alertEndpoint, outdir } = JSON.parse(process.argv[2] ?? '{}') as BuildRequest;

/** The checks of cdk-nag are left to `cdk synth` and the tests: they cost a second here. */
const { media, ...settings } = stages[stage];
/** Files come from this machine alone: whatever addresses are played here, nobody on the internet is asked. */
const local = { ...settings, media: { ...media, trustedHosts: ['127.0.0.1:*'], trustedOnly: true } };
buildApp({ stages: [{ ...local, ...(alertEndpoint && { alertEndpoint }) }], outdir, checks: false }).synth();

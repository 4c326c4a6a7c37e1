/**
 * What shapes a function's bundle: shared by the construct, the benches and the tests of bundles. `module` before `main`
 * lets esbuild drop what is unused (two thirds of the bytes, 60 instead of 100 ms of loading).
 */
export const BUNDLE = {
  target: 'node24',
  mainFields: ['module', 'main'],
  /**
   * Ways to credentials that a Lambda never goes: it finds them in its environment, and the SDK looks there first. Left
   * out, they save a fifth of a bundle. (Were they asked for, the runtime's own copy would answer.)
   */
  external: [
    '@aws-sdk/credential-provider-http',
    '@aws-sdk/credential-provider-ini',
    '@aws-sdk/credential-provider-process',
    '@aws-sdk/credential-provider-sso',
    '@aws-sdk/credential-provider-web-identity',
    '@smithy/credential-provider-imds',
  ],
  /** Clients of cloud classifiers: a stage that has none leaves them out, a quarter of triage's bundle. */
  cloudClassifiers: ['@aws-sdk/client-bedrock-runtime', '@aws-sdk/client-comprehend'],
  /** The language detector, which lies beside the bundle and is loaded when it is first needed. */
  languageDetector: 'eld/extrasmall',
  /** In a CJS bundle the folder of a module has another name. */
  define: { 'import.meta.dirname': '__dirname' },
  /** The `sentiment` package asks by name for languages that it does not ship; English, which it does, is bundled. */
  logOverride: { 'empty-glob': 'silent' },
} as const;

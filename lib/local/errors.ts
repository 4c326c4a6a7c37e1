/** What can keep the local run from starting, each with what to do about it. */

/** A start that failed for a reason the person at the keyboard can mend; `message` says what and how. */
export class LocalRunError extends Error {
  override readonly name: string = 'LocalRunError';
}

/** DynamoDB Local needs a Java runtime that isn't there or is too old. */
export class JavaMissingError extends LocalRunError {
  override readonly name = 'JavaMissingError';

  /** @param found what was found instead, such as `Java 11`. */
  constructor(found: string) {
    super(
      `The local run keeps its tables in Amazon's DynamoDB Local, which needs Java 17 or later, and ${found}.\n` +
        'Install one (Debian and Ubuntu: apt install openjdk-17-jre-headless; macOS: brew install openjdk; ' +
        'others: https://adoptium.net) and see that `java -version` works, or set JAVA_HOME.',
    );
  }
}

/** Somebody else listens on the port that was asked for. */
export class PortTakenError extends LocalRunError {
  override readonly name = 'PortTakenError';

  constructor(port: number) {
    super(
      `Port ${port} is taken by another program. Stop that program, choose another with --port, or leave --port out ` +
        'and a free one is found.',
    );
  }
}

/** The templates hold something that the local run can't play and that is not known to be without local meaning. */
export class UnknownResourceError extends LocalRunError {
  override readonly name = 'UnknownResourceError';

  constructor(resources: readonly { readonly type: string; readonly id: string }[]) {
    const list = resources.map(({ type, id }) => `  ${type} (${id})`).join('\n');
    super(
      `The local run doesn't know what to do with these resources:\n${list}\n` +
        'Teach it in lib/local/resources/, or list the type with its reason in lib/local/template/without-meaning.ts.',
    );
  }
}

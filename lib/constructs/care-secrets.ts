import { RemovalPolicy, SecretValue, Validations } from 'aws-cdk-lib';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import { Secret, type SecretProps } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';

/**
 * What the two secrets hold until a person fills them in: the shape, with nothing that verifies or opens anything.
 * Never change these texts: CloudFormation would put them back over what people have put there.
 */
const UNSET_WEBHOOKS = { x: { secrets: [] }, messenger: { secrets: [] }, standard: { secrets: [] } };
const UNSET_REPLIES = {};

const unset = (shape: object): SecretProps => ({
  secretStringValue: SecretValue.unsafePlainText(JSON.stringify(shape)),
});

export interface CareSecretsProps {
  /** Whether secrets outlive their stack. */
  readonly retain: boolean;
}

/** What signs and opens doors: the platforms' webhook secrets, the credentials replies are sent with, our own cursor key. */
export class CareSecrets extends Construct {
  readonly webhooks: Secret;
  readonly replies: Secret;
  readonly cursors: Secret;

  constructor(scope: Construct, id: string, props: CareSecretsProps) {
    super(scope, id);
    const given =
      'Given by a platform and rotated there; two are valid at once, so rotation is an edit of this secret.';
    this.webhooks = this.secret('Webhooks', props, {
      description: 'Webhook secrets by platform (docs/adding-a-platform.md)',
      content: unset(UNSET_WEBHOOKS),
      whyNoRotation: given,
    });
    this.replies = this.secret('Replies', props, {
      description: 'Credentials that replies are sent with, by platform and account',
      content: unset(UNSET_REPLIES),
      whyNoRotation: given,
    });
    this.cursors = this.secret('Cursors', props, {
      description: 'Signs list cursors',
      content: { generateSecretString: { passwordLength: 64, excludePunctuation: true } },
      whyNoRotation:
        'Signs cursors that live for 24 hours and open nothing by themselves; replaced by hand if it leaks.',
    });
  }

  private secret(id: string, { retain }: CareSecretsProps, kind: SecretKind): Secret {
    const secret = new Secret(this, id, {
      description: kind.description,
      ...kind.content,
      removalPolicy: retain ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    Validations.of(secret).acknowledge({ id: 'AwsSolutions-SMG4', reason: kind.whyNoRotation });
    return secret;
  }
}

interface SecretKind {
  readonly description: string;
  readonly content: SecretProps;
  readonly whyNoRotation: string;
}

/** Lets a function read a secret's value, and nothing else about it. */
export const grantSecretValue = (grantee: IGrantable, secret: Secret): void => {
  Grant.addToPrincipal({ grantee, actions: ['secretsmanager:GetSecretValue'], resourceArns: [secret.secretArn] });
};

/**
 * Lets a function read a secret's value and write another: refresh tokens that are good for one use must be kept the moment
 * they are got.
 */
export const grantSecretUpkeep = (grantee: IGrantable, secret: Secret): void => {
  const actions = ['secretsmanager:GetSecretValue', 'secretsmanager:PutSecretValue'];
  Grant.addToPrincipal({ grantee, actions, resourceArns: [secret.secretArn] });
};

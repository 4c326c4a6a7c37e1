import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { AccountRecovery, FeaturePlan, Mfa, UserPool, type UserPoolClient } from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';

/** The groups a role's permissions hang on; agent-api knows them by these names. */
const GROUPS = { agent: 'Answers customers', lead: 'Leads agents', admin: 'Configures the desk' };

/** Who says who an agent is: a Cognito pool of our own, or any OIDC issuer. */
export type IdentityProvider =
  | { readonly kind: 'own-pool' }
  | { readonly kind: 'oidc'; readonly issuer: string; readonly audience: readonly string[] };

/** What the agent API checks a token against. */
export interface TokenIssuer {
  readonly issuer: string;
  readonly audience: readonly string[];
}

export interface CareIdentityProps {
  /** Whether the pool outlives its stack and refuses to be deleted. */
  readonly retain: boolean;
}

/** Our own pool of agents, for companies without an issuer of theirs. */
export class CareIdentity extends Construct {
  readonly pool: UserPool;
  readonly client: UserPoolClient;
  readonly tokens: TokenIssuer;

  constructor(scope: Construct, id: string, props: CareIdentityProps) {
    super(scope, id);
    this.pool = this.createPool(props.retain);
    for (const [groupName, description] of Object.entries(GROUPS)) {
      this.pool.addGroup(groupName, { groupName, description });
    }
    this.client = this.pool.addClient('Desk', {
      // A password is proven, never sent. A browser front end keeps no secret.
      authFlows: { userSrp: true },
      disableOAuth: true,
      generateSecret: false,
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      accessTokenValidity: Duration.hours(1),
      idTokenValidity: Duration.hours(1),
      refreshTokenValidity: Duration.days(1),
    });
    this.tokens = { issuer: this.pool.userPoolProviderUrl, audience: [this.client.userPoolClientId] };
  }

  private createPool(retain: boolean): UserPool {
    const pool = new UserPool(this, 'Pool', {
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      passwordPolicy: {
        minLength: 12,
        requireLowercase: true,
        requireUppercase: true,
        requireDigits: true,
        requireSymbols: true,
        tempPasswordValidity: Duration.days(3),
      },
      mfa: Mfa.REQUIRED,
      mfaSecondFactor: { otp: true, sms: false },
      featurePlan: FeaturePlan.ESSENTIALS,
      deletionProtection: retain,
      removalPolicy: retain ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    Validations.of(pool).acknowledge({
      id: 'AwsSolutions-COG8',
      reason: 'The Plus plan adds risk scoring for sign-ups; here an admin invites every agent and MFA is required.',
    });
    return pool;
  }
}

import { Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { Grant } from 'aws-cdk-lib/aws-iam';
import { BlockPublicAccess, Bucket, BucketEncryption, type LifecycleRule } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { CareFunction } from './care-function.ts';
import type { FunctionName } from './function-environments.ts';

/** What the bucket holds, by the first part of the key, and for how long; customers' words must not outlive their use. */
export const BUCKET_FOLDERS = {
  /** Deliveries too large for the queue: longer than one can wait there, be parked, and be brought back. */
  claims: { expires: Duration.days(45) },
  /** Unknown events too large for an item: a little longer than the traces that point at them. */
  events: { expires: Duration.days(35) },
  /** Published models of the embedded classifier, and the pointer to the one in use. */
  models: { expires: undefined },
  /** What customers attached: as long as the stage says, erased with its message. */
  media: { expires: 'mediaDays' },
  /** Whole texts of very long messages: as long as the messages, erased with them. */
  texts: { expires: undefined },
} as const;

export type BucketFolder = keyof typeof BUCKET_FOLDERS;
export type ObjectAction = 's3:GetObject' | 's3:PutObject' | 's3:DeleteObject';

export interface CareBucketProps {
  /** Whether the bucket outlives its stack. */
  readonly retain: boolean;
  /** Days for which what customers attach is kept. */
  readonly mediaDays: number;
}

/** Bytes that are too large for a queue message or an item, found by a key that the message or the item carries. */
export class CareBucket extends Construct {
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string, props: CareBucketProps) {
    super(scope, id);
    this.bucket = new Bucket(this, 'Bucket', {
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      lifecycleRules: [{ abortIncompleteMultipartUploadAfter: Duration.days(1) }, ...expiries(props.mediaDays)],
      removalPolicy: props.retain ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    Validations.of(this.bucket).acknowledge({
      id: 'AwsSolutions-S1',
      reason:
        'Four roles of ours reach it and nobody else; who did is in CloudTrail, without a second copy of the keys.',
    });
  }

  /** Lets a function of another stack do one thing with the objects of one folder. */
  grantObjects(grantee: CareFunction<FunctionName>, action: ObjectAction, folder: BucketFolder): void {
    const objects = `${folder}/*`;
    Grant.addToPrincipal({ grantee, actions: [action], resourceArns: [this.bucket.arnForObjects(objects)] });
    Validations.of(grantee).acknowledge({
      id: `AwsSolutions-IAM5[Resource::${this.exportName}/${objects}]`,
      reason: `Every object has a key of its own: the grant ends at the folder ${folder}, action by action.`,
    });
  }

  /** Lets a function of another stack learn that an object is missing; without it S3 only says that access is denied. */
  grantMissing(grantee: CareFunction<FunctionName>): void {
    Grant.addToPrincipal({ grantee, actions: ['s3:ListBucket'], resourceArns: [this.bucket.bucketArn] });
  }

  /** What the bucket's ARN is called in the other stack: the findings' ids are made of it. */
  private get exportName(): string {
    const stack = Stack.of(this);
    const imported: { 'Fn::ImportValue': string } = stack.resolve(stack.exportValue(this.bucket.bucketArn));
    return imported['Fn::ImportValue'];
  }
}

const expiries = (mediaDays: number): LifecycleRule[] =>
  Object.entries(BUCKET_FOLDERS).flatMap(([folder, { expires }]) => {
    const expiration = expires === 'mediaDays' ? Duration.days(mediaDays) : expires;
    return expiration ? [{ prefix: `${folder}/`, expiration }] : [];
  });

import type { Maker } from '../template/deployment.ts';
import { physicalName } from '../template/names.ts';
import type { World } from '../world.ts';

/** Makes AWS::S3::Bucket. */
export function bucketMaker({ server }: World): Maker {
  return ({ stack, logicalId, properties }) => {
    const given = properties['BucketName'];
    const name = typeof given === 'string' ? given : physicalName(stack, logicalId, 63).toLowerCase();
    server.server.createBucket(name);
    const DomainName = `${name}.s3.amazonaws.com`;
    return { ref: name, attributes: { Arn: `arn:aws:s3:::${name}`, DomainName, RegionalDomainName: DomainName } };
  };
}

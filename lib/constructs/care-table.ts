import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import {
  AttributeType,
  Billing,
  ProjectionType,
  StreamViewType,
  TableEncryptionV2,
  TableV2,
} from 'aws-cdk-lib/aws-dynamodb';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { EXPIRY_ATTRIBUTE, INDEXES, type IndexName, TABLE_KEYS } from '#contracts/table-keys.ts';
import { CareAlarm } from './care-alarm.ts';

const text = (name: string) => ({ name, type: AttributeType.STRING });

/** What the repositories do with items, and so what every function that works on tickets may do; nothing is ever scanned. */
export const ITEM_ACTIONS = ['BatchGetItem', 'GetItem', 'PutItem', 'Query'].map((action) => `dynamodb:${action}`);

/** What the table must carry at once without growing into it, in units a second. */
export interface WarmThroughput {
  readonly reads: number;
  readonly writes: number;
}

export interface CareTableProps {
  /** Whether the table outlives its stack and refuses to be deleted. */
  readonly retain: boolean;
  /**
   * Set on the table and on every index, since a slow index throttles the table. A stage that expects a spike sets it.
   * @default what a new on-demand table has: 12,000 reads and 4,000 writes
   */
  readonly warmThroughput?: WarmThroughput;
}

/** The one table: all state, and the only thing that is written. */
export class CareTable extends Construct {
  readonly table: TableV2;

  constructor(scope: Construct, id: string, props: CareTableProps) {
    super(scope, id);
    const warm = props.warmThroughput && {
      warmThroughput: {
        readUnitsPerSecond: props.warmThroughput.reads,
        writeUnitsPerSecond: props.warmThroughput.writes,
      },
    };
    this.table = new TableV2(this, 'Table', {
      partitionKey: text(TABLE_KEYS.partition),
      sortKey: text(TABLE_KEYS.sort),
      globalSecondaryIndexes: Object.values(INDEXES).map((index) => ({
        indexName: index.name,
        partitionKey: text(index.partition),
        sortKey: text(index.sort),
        projectionType: ProjectionType.KEYS_ONLY,
        ...warm,
      })),
      ...warm,
      billing: Billing.onDemand(),
      encryption: TableEncryptionV2.awsManagedKey(),
      dynamoStream: StreamViewType.NEW_AND_OLD_IMAGES,
      timeToLiveAttribute: EXPIRY_ATTRIBUTE,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: props.retain,
      removalPolicy: props.retain ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    this.alarmOnThrottles();
  }

  /** The stream of what was written. */
  get streamArn(): string {
    const { tableStreamArn } = this.table;
    if (!tableStreamArn) throw new Error('The table has lost its stream');
    return tableStreamArn;
  }

  /** Lets a function work on items, and nothing on indexes. */
  grantItems(grantee: IGrantable): void {
    Grant.addToPrincipal({ grantee, actions: ITEM_ACTIONS, resourceArns: [this.table.tableArn] });
  }

  /** Lets a function query the named indexes. */
  grantQuery(grantee: IGrantable, ...indexes: IndexName[]): void {
    const resourceArns = indexes.map((index) => `${this.table.tableArn}/index/${INDEXES[index].name}`);
    Grant.addToPrincipal({ grantee, actions: ['dynamodb:Query'], resourceArns });
  }

  /** Lets a function count what a cloud classifier uses, and change nothing else that way. */
  grantSpending(grantee: IGrantable, name: string): void {
    Grant.addToPrincipal({
      grantee,
      actions: ['dynamodb:UpdateItem'],
      resourceArns: [this.table.tableArn],
      conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [`spending#${name}#*`] } },
    });
  }

  private alarmOnThrottles(): void {
    this.alarmOnThrottle('Reads', 'ReadThrottleEvents');
    this.alarmOnThrottle('Writes', 'WriteThrottleEvents');
    for (const { name } of Object.values(INDEXES)) this.alarmOnThrottle(`Writes-${name}`, 'WriteThrottleEvents', name);
  }

  private alarmOnThrottle(id: string, metricName: string, index?: string): void {
    const dimensionsMap = { TableName: this.table.tableName, ...(index && { GlobalSecondaryIndexName: index }) };
    new CareAlarm(this, `Throttled${id}`, {
      severity: 'medium',
      runbook: 'table-throttles',
      summary: `${index ? `The index ${index}` : 'The table'} throttles (${metricName}).`,
      metric: new Metric({
        namespace: 'AWS/DynamoDB',
        metricName,
        dimensionsMap,
        statistic: 'Sum',
        period: Duration.minutes(1),
      }),
      threshold: 1,
      periods: 3,
    });
  }
}

import type * as z from 'zod/mini';
import { bedrockOpinion } from '#classifiers/bedrock/bedrock.ts';
import type { AskBedrock } from '#classifiers/bedrock/request.ts';
import { comprehendOpinion } from '#classifiers/comprehend/comprehend.ts';
import type { Comprehend } from '#classifiers/comprehend/requests.ts';
import { reviewedBy } from '#classifiers/second-opinion.ts';
import { CLOUD_METRICS } from '#contracts/metrics.ts';
import { type Budget, type Review, type SecondOpinion, standing } from '#domain/opinion.ts';
import type { Count } from '#functions/shell/count.ts';
import { faultOf, type Log } from '#functions/shell/log.ts';
import type { env } from '#functions/triage/env.ts';

/** The second opinion that a stage has chosen. */

/** The stage's setting. */
export type ClassifierChoice = z.output<typeof env>['CLASSIFIER'];

/** What a choice is made of. Nothing of it is made that the choice does not need. */
export interface ReviewPorts {
  readonly comprehend: () => Comprehend;
  readonly bedrock: (modelId: string) => AskBedrock;
  readonly budget: (name: string, daily: number, failed: (error: unknown) => void) => Budget;
  readonly log: Log;
  readonly count: Count;
}

function within({ budget, log, count }: ReviewPorts, opinion: SecondOpinion, allowed: [string, number]): Review {
  return reviewedBy({
    opinion,
    budget: budget(...allowed, (error) => log.error('budget can not be read, nothing is spent', faultOf(error))),
    told: (outcome) => count(CLOUD_METRICS[outcome]),
    failed: (error) => log.error('second opinion failed, the first one stands', faultOf(error)),
  });
}

/** @returns the review of a stage. */
export function createReview(choice: ClassifierChoice, ports: ReviewPorts): Review {
  switch (choice.kind) {
    case 'embedded':
      return standing;
    case 'comprehend': {
      const opinion = comprehendOpinion(ports.comprehend(), { personalData: choice.personalData ?? false });
      return within(ports, opinion, [choice.kind, choice.dailyCharacters]);
    }
    case 'bedrock': {
      const opinion = bedrockOpinion(choice.modelId, ports.bedrock(choice.modelId));
      return within(ports, opinion, [choice.kind, choice.dailyTokens]);
    }
  }
}

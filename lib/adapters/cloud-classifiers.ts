import { askBedrock } from '#adapters/bedrock.ts';
import { comprehend } from '#adapters/comprehend.ts';
import { dailyBudget } from '#adapters/daily-budget.ts';

/** What a stage's second opinion is made of; nothing is made before it is asked for. */
export function cloudClassifiers(tableName: string, clock: () => string = () => new Date().toISOString()) {
  return {
    comprehend: () => comprehend(),
    bedrock: (modelId: string) => askBedrock({ modelId }),
    budget: (name: string, daily: number, failed: (error: unknown) => void) =>
      dailyBudget({ tableName, name, daily, clock, failed }),
  };
}

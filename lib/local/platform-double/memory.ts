import type { ApiRoom } from '#platforms/double.ts';
import type { PlatformName } from '#platforms/registry.ts';
import { joined } from './joined.ts';

/** What the double was told: who wrote when, what is new on the polled platforms, what may be fetched. */
export class Memory {
  readonly #lastHeard = new Map<string, number>();
  readonly #pages = new Map<PlatformName, unknown[]>();
  readonly #lists = new Map<PlatformName, unknown>();
  readonly #things = new Map<string, unknown>();

  /** A customer wrote. */
  heard(customerId: string, atMs: number): void {
    this.#lastHeard.set(customerId, atMs);
  }

  /** Pages for the next polls, after those that wait already. */
  feed(platform: PlatformName, pages: readonly unknown[]): void {
    this.#pages.set(platform, [...(this.#pages.get(platform) ?? []), ...pages]);
  }

  /** What a polled platform lists from now on, whoever asks and however often: the latest first. */
  list(platform: PlatformName, page: unknown): void {
    this.#lists.set(platform, joined(page, this.#lists.get(platform)));
  }

  /** Takes back what no poll has asked for. @returns how many pages */
  takeBack(platform: PlatformName): number {
    return this.#pages.get(platform)?.splice(0).length ?? 0;
  }

  /** A thing that may be fetched by its id. */
  hold(platform: PlatformName, id: string, thing: unknown): void {
    this.#things.set(`${platform} ${id}`, thing);
  }

  /** What one platform's API may look at. */
  roomOf(platform: PlatformName, tokens: readonly string[]): ApiRoom {
    return {
      tokens,
      lastHeard: (customerId) => this.#lastHeard.get(customerId),
      nextPage: () => this.#pages.get(platform)?.shift() ?? this.#lists.get(platform),
      thing: (id) => this.#things.get(`${platform} ${id}`),
    };
  }
}

import type { Page } from '@playwright/test';

/** What a page complained about: errors in its console, violations of its policy. */
export class Problems {
  readonly #seen: string[] = [];
  readonly #allowed: RegExp[] = [];

  /** Listens to everything the page says. */
  watch(page: Page): void {
    page.on('pageerror', (error) => this.#seen.push(`error of the page: ${error.message}`));
    page.on('console', (message) => {
      if (message.type() !== 'error' && message.type() !== 'warning') return;
      const { url } = message.location();
      const path = url === '' ? '' : new URL(url).pathname;
      this.#seen.push(`${message.type()} in the console: ${path} ${message.text()}`);
    });
  }

  /** Lets a refusal pass that the journey asked for: the browser logs each one as an error. */
  allowStatus(path: string, status: number): void {
    this.#allowed.push(new RegExp(`: ${path} Failed to load .* status of ${status} `));
  }

  /** Lets pass that the page is refused whatever it asks for, where the journey ends its session. */
  allowEndedSession(): void {
    this.#allowed.push(/Failed to load .* status of 401 /);
  }

  /** Lets pass that requests fail, where the journey takes the network away. */
  allowNoNetwork(): void {
    this.#allowed.push(/Failed to load resource: net::ERR_/);
  }

  /** Lets other lines pass that the journey provokes. */
  allow(pattern: RegExp): void {
    this.#allowed.push(pattern);
  }

  /** What was seen and not allowed. */
  unexpected(): string[] {
    return this.#seen.filter((line) => !this.#allowed.some((pattern) => pattern.test(line)));
  }
}

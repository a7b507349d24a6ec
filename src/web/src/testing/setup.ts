import '@testing-library/jest-dom/vitest';
import { cleanup, configure } from '@testing-library/react';
import { afterEach, beforeEach, vi } from 'vitest';
import { installFakeApi, unhandledRequests } from './fakeApi.ts';

// A busy machine is slow, not wrong; what never comes still fails.
configure({ asyncUtilTimeout: 5_000 });

// What jsdom lacks and the components ask for.
class SilentObserver implements ResizeObserver {
  observe() {
    return undefined;
  }
  unobserve() {
    return undefined;
  }
  disconnect() {
    return undefined;
  }
}
window.ResizeObserver = SilentObserver;
window.matchMedia = (media) => Object.assign(new EventTarget(), { media, matches: false, onchange: null }) as MediaQueryList;
Object.defineProperty(document, 'fonts', { value: new EventTarget() });
window.HTMLElement.prototype.scrollIntoView = () => undefined;

beforeEach(() => {
  localStorage.clear();
  installFakeApi();
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  const unhandled = unhandledRequests();
  if (unhandled.length > 0) throw new Error(`Requests that no test answered: ${unhandled.join(', ')}`);
});

import { test } from 'node:test';
import fc from 'fast-check';
import Database from 'libsql';
import { memoryStore, sqliteStore, type SessionStore } from '../../packages/initializer/src/index.js';
import { story, type Story } from './support/property-story.js';
import { PropertyWorld } from './support/property-world.js';

function holds(title: string, create: () => SessionStore, numRuns: number): void {
  test(`whatever happens in whatever order: one outcome, one fulfilment, nothing lost (${title})`, async () => {
    const play = async ({ moments, ...shop }: Story) => {
      const world = new PropertyWorld(create(), 3, shop);
      try {
        for (const moment of moments) await world.play(moment);
        await world.comeToRest();
        await world.verify();
      } finally {
        world.close();
      }
    };
    await fc.assert(fc.asyncProperty(story, play), { seed: 20_261_120, numRuns, includeErrorInReport: true });
  });
}

holds('memory', memoryStore, 500);
holds('SQLite', () => sqliteStore(new Database(':memory:')), 60);

import { after, before, describe, test } from 'node:test';
import { createClient, createCluster } from 'redis';
import { redisStore } from '../../../packages/initializer/src/redis.js';
import { sessionStoreSuite } from '../../../packages/initializer/src/testing.js';
import { freePort, redisMissing, startRedis, type RedisServer } from '../../helpers/redis-server.js';

/** Gives all slots to the one node, and waits until it serves them: then it refuses what spans two of them. */
async function formCluster(url: string): Promise<void> {
  const node = await createClient({ url }).connect();
  await node.clusterAddSlotsRange({ start: 0, end: 16_383 });
  while (!(await node.clusterInfo()).includes('cluster_state:ok')) await new Promise(setImmediate);
  node.destroy();
}

describe('redisStore on a cluster', { skip: redisMissing }, () => {
  let server: RedisServer;
  let cluster: ReturnType<typeof createCluster>;
  let prefixes = 0;

  before(async () => {
    server = await startRedis(['--cluster-enabled', 'yes', '--cluster-port', String(await freePort())]);
    await formCluster(server.url);
    cluster = createCluster({ rootNodes: [{ url: server.url }] });
    await cluster.connect();
  });

  after(async () => {
    cluster.destroy();
    await server.stop();
  });

  sessionStoreSuite({
    create: () => redisStore(cluster, { prefix: `cluster-${(prefixes += 1)}` }),
    devices: true,
    test,
  });
});

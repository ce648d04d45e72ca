import { describeJobQueue } from './conformance/describe-job-queue';
import { postgresStore, redisStore } from './conformance/stores';

describeJobQueue('Postgres', postgresStore);
describeJobQueue('Redis', redisStore);

import { describeJobQueue } from './conformance/describe-job-queue';
import { redisStore } from './conformance/stores';

describeJobQueue('Redis', redisStore);

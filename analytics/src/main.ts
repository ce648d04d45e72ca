import { join } from 'node:path';
import { run, serve } from '@commissioning/service';
import { AnalyticsModule } from './analytics.module';
import { config } from './config';

run(() => {
  const environment = config();
  return serve({
    service: 'analytics',
    module: AnalyticsModule.for(environment),
    environment,
    apiDocument: join(__dirname, '../openapi.json'),
  });
});

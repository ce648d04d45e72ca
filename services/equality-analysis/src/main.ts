import { join } from 'node:path';
import { run, serve } from '@commissioning/service';
import { config } from './config';
import { EqualityAnalysisModule } from './equality-analysis.module';

run(() => {
  const environment = config();
  return serve({
    service: 'equality-analysis',
    module: EqualityAnalysisModule.for(environment),
    environment,
    apiDocument: join(__dirname, '../openapi.json'),
  });
});

import { join } from 'node:path';
import { run, serve } from '@commissioning/service';
import { config } from './config';
import { EvaluationModule } from './evaluation.module';

run(() => {
  const environment = config();
  return serve({
    service: 'evaluation',
    module: EvaluationModule.for(environment),
    environment,
    apiDocument: join(__dirname, '../openapi.json'),
  });
});

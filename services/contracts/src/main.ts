import { join } from 'node:path';
import { run, serve } from '@commissioning/service';
import { config } from './config';
import { ContractsModule } from './contracts.module';

run(() => {
  const environment = config();
  return serve({
    service: 'contracts',
    module: ContractsModule.for(environment, environment),
    environment,
    apiDocument: join(__dirname, '../openapi.json'),
  });
});

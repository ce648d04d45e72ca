import { join } from 'node:path';
import { run, serve } from '@commissioning/service';
import { config } from './config';
import { TenderingModule } from './tendering.module';

run(() => {
  const environment = config();
  return serve({
    service: 'tendering',
    module: TenderingModule.for(environment),
    environment,
    apiDocument: join(__dirname, '../openapi.json'),
  });
});

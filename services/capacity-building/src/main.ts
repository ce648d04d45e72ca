import { join } from 'node:path';
import { run, serve } from '@commissioning/service';
import { CapacityBuildingModule } from './capacity-building.module';
import { config } from './config';

run(() => {
  const environment = config();
  return serve({
    service: 'capacity-building',
    module: CapacityBuildingModule.for(environment),
    environment,
    apiDocument: join(__dirname, '../openapi.json'),
  });
});

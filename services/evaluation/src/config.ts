import { readConfig, ServiceEnvironment } from '@commissioning/service';

/** Everything that this service reads from its environment. */
export const EvaluationConfig = ServiceEnvironment;
export const config = () => readConfig(EvaluationConfig);

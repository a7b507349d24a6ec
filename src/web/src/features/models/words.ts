import type { ModelInfo, ModelProvider } from '../../api/types.ts';

export const providers: Readonly<Record<ModelProvider, string>> = {
  openAI: 'OpenAI or compatible',
  azureOpenAI: 'Azure OpenAI',
  ollama: 'Ollama',
};

/** What a check tries, in its order. */
export const checkSteps: Readonly<Record<string, string>> = {
  reachable: 'Reachable',
  modelPresent: 'Model is there',
  streams: 'Streams its answer',
  callsTools: 'Calls tools',
  followsSchema: 'Follows a schema',
};

/** What a model is called: those of the configuration are numbered there, which says little. */
export const nameOf = ({ key, model, isOwn }: ModelInfo): string => (isOwn ? key : `${model} (${key})`);

/** True when the provider will hardly answer without a key. */
export const needsKey = ({ hasKey, provider, isLocal }: ModelInfo): boolean => !hasKey && provider !== 'ollama' && !isLocal;

/** Whether there is a key, and whether one is needed. */
export function keyWords({ hasKey, provider, isLocal }: ModelInfo): string {
  if (hasKey) return 'Key is set';
  if (provider === 'azureOpenAI') return 'No key: signs in by Entra ID';
  if (provider === 'ollama' || isLocal) return 'No key, which is usual here';
  return 'No key';
}

/** A setting as an environment variable names it. */
export const inEnvironment = (setting: string): string => setting.replaceAll(':', '__');

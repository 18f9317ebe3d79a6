import { query } from './cache';
import { getJson, sendJson } from './http';
import type { ClusterEvent, CommandResult, NodeView, Overview, PolicyDocument, RebalanceView } from './types';

const node = (nodeId: string) => `/api/ui/nodes/${encodeURIComponent(nodeId)}`;
const policy = (prefix: string) => `/api/ui/policies/${encodeURIComponent(prefix)}`;

export const getOverview = (signal?: AbortSignal) => getJson<Overview>('/api/ui/overview', signal);
export const getEvents = (signal?: AbortSignal) => getJson<ClusterEvent[]>(`/api/ui/events${query({ limit: '500' })}`, signal);
export const getPolicies = (signal?: AbortSignal) => getJson<PolicyDocument[]>('/api/ui/policies', signal);

export const admit = (nodeId: string) => sendJson<NodeView>('POST', '/api/ui/nodes', { nodeId });
export const drain = (nodeId: string, force: boolean) => sendJson<NodeView>('DELETE', `${node(nodeId)}${force ? '?force=true' : ''}`);
export const steerRebalance = (id: number, command: 'pause' | 'resume' | 'cancel') => sendJson<RebalanceView>('POST', `/api/ui/rebalances/${id}/${command}`);
export const rebalance = () => sendJson<RebalanceView>('PUT', '/api/ui/rebalance');

export const kill = (nodeId: string) => sendJson<CommandResult>('POST', `${node(nodeId)}/kill`);
export const start = (nodeId: string) => sendJson<CommandResult>('POST', `${node(nodeId)}/start`);
export const add = () => sendJson<CommandResult>('POST', '/api/ui/processes');

export const putPolicy = (document: PolicyDocument) => sendJson<PolicyDocument>('PUT', policy(document.prefix), document);
export const deletePolicy = (prefix: string) => sendJson<void>('DELETE', policy(prefix));

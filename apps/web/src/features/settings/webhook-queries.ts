import type { CreateWebhookInput, UpdateWebhookInput } from "@acre/core/inputs";
import type { NewWebhook, Webhook, WebhookDelivery } from "@acre/core/outputs";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useWorkspace } from "@/features/workspace/workspace-context";
import { api, apiVoid } from "@/lib/api";
import { keys } from "@/lib/query-keys";

/** The workspace's webhooks, newest first. */
export function useWebhooks(): readonly Webhook[] {
  const { slug } = useWorkspace();
  const { data } = useQuery({
    queryKey: keys.webhooks(slug),
    queryFn: async ({ signal }) =>
      (await api<{ webhooks: Webhook[] }>("/webhooks", { workspace: slug, signal })).webhooks,
  });
  return data ?? [];
}

/** What was sent to one lately; looked at again while something is on its way. */
export function useDeliveries(id: string) {
  const { slug } = useWorkspace();
  return useQuery({
    queryKey: keys.deliveries(slug, id),
    queryFn: async ({ signal }) => {
      const path = `/webhooks/${id}/deliveries`;
      return (await api<{ deliveries: WebhookDelivery[] }>(path, { workspace: slug, signal })).deliveries;
    },
    refetchInterval: ({ state }) => (state.data?.some(isUnderWay) ? 1500 : false),
  });
}

/**
 * Whether nothing came back yet: an attempt counts from when it begins. One that failed before waits for minutes or hours,
 * and nobody looks on for that long.
 */
export function isUnderWay({ status, lastStatus, lastError }: WebhookDelivery): boolean {
  return status === "pending" && lastStatus === null && lastError === null;
}

export function useCreateWebhook() {
  const { slug } = useWorkspace();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: CreateWebhookInput) =>
      api<NewWebhook>("/webhooks", { method: "POST", workspace: slug, body }),
    onSuccess: () => cache.invalidateQueries({ queryKey: keys.webhooks(slug) }),
  });
}

export function useUpdateWebhook(id: string) {
  const { slug } = useWorkspace();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: UpdateWebhookInput) =>
      api<Webhook>(`/webhooks/${id}`, { method: "PATCH", workspace: slug, body }),
    onSettled: () => cache.invalidateQueries({ queryKey: keys.webhooks(slug) }),
  });
}

export function useDeleteWebhook(id: string) {
  const { slug } = useWorkspace();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: () => apiVoid(`/webhooks/${id}`, { method: "DELETE", workspace: slug }),
    onSettled: () => cache.invalidateQueries({ queryKey: keys.webhooks(slug) }),
  });
}

/** Sends a test, or a message once more. */
export function useSendAgain(id: string) {
  const { slug } = useWorkspace();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (what: "test" | { deliveryId: string }) => {
      const path = what === "test" ? "test" : `deliveries/${what.deliveryId}/replay`;
      return api<WebhookDelivery>(`/webhooks/${id}/${path}`, { method: "POST", workspace: slug });
    },
    onSettled: () => cache.invalidateQueries({ queryKey: keys.deliveries(slug, id) }),
  });
}

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useWorkspace } from "@/features/workspace/workspace-context";
import { api, apiVoid } from "@/lib/api";
import { fetchEvery } from "@/lib/fetch-every";
import { keys } from "@/lib/query-keys";
import type { Project } from "@/lib/types";

/** All projects the person may see, archived ones too. */
export function fetchProjects(workspace: string, signal: AbortSignal): Promise<Project[]> {
  return fetchEvery("projects", "/projects", { workspace, signal, limit: 200 });
}

export interface ProjectDraft {
  name: string;
  description: string | null;
  color: string | null;
  private?: boolean;
}

/** Creates a project and puts it into the cache. */
export function useCreateProject() {
  const { slug } = useWorkspace();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (draft: ProjectDraft) =>
      api<Project>("/projects", { method: "POST", workspace: slug, body: draft }),
    onSuccess: (project) => {
      cache.setQueryData<Project[]>(keys.projects(slug), (all) => (all ? [...all, project] : all));
    },
  });
}

/** Changes some fields of a project, its status among them (archive, restore). */
export function useUpdateProject(id: string) {
  const { slug } = useWorkspace();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (patch: Partial<ProjectDraft> & { status?: Project["status"] }) =>
      api<Project>(`/projects/${id}`, { method: "PATCH", workspace: slug, body: patch }),
    onSuccess: (project) => {
      cache.setQueryData<Project[]>(keys.projects(slug), (all) =>
        all?.map((one) => (one.id === id ? project : one)),
      );
    },
  });
}

/** Puts a project into the trash, with everything in it. */
export function useDeleteProject(id: string) {
  const { slug } = useWorkspace();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: () => apiVoid(`/projects/${id}`, { method: "DELETE", workspace: slug }),
    onSuccess: () => {
      cache.setQueryData<Project[]>(keys.projects(slug), (all) => all?.filter((one) => one.id !== id));
      void cache.invalidateQueries({ queryKey: keys.trash(slug) });
    },
  });
}

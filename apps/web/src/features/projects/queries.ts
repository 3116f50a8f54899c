import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useWorkspace } from "@/features/workspace/workspace-context";
import { api, apiVoid } from "@/lib/api";
import { keys } from "@/lib/query-keys";
import type { Project } from "@/lib/types";

interface ProjectPage {
  projects: Project[];
  nextCursor: string | null;
}

/** All projects the person may see, archived ones too, page after page. */
export async function fetchProjects(workspace: string, signal: AbortSignal): Promise<Project[]> {
  const all: Project[] = [];
  let cursor: string | null = null;
  do {
    const query = new URLSearchParams({ limit: "200", ...(cursor && { cursor }) });
    const page: ProjectPage = await api(`/projects?${query}`, { workspace, signal });
    all.push(...page.projects);
    cursor = page.nextCursor;
  } while (cursor);
  return all;
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

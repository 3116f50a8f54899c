import { client } from "../../../../../open-client";

type Segment = { params: Promise<{ id: string }> };

const withDetails = {
  project: { select: { id: true, key: true, name: true, status: true, color: true } },
  labels: { select: { labelId: true }, orderBy: { labelId: "asc" } },
} as const;

/** The first tasks of a project in the board's order, as the API answers them; whoever asks. */
export async function GET(request: Request, { params }: Segment): Promise<Response> {
  const { id: projectId } = await params;
  const limit = Number(new URL(request.url).searchParams.get("limit"));
  const db = await client();
  const rows = await db.task.findMany({
    where: { projectId, archivedAt: null },
    orderBy: [{ position: "asc" }, { id: "asc" }],
    take: limit,
    include: withDetails,
  });
  const counts = await db.comment.groupBy({
    by: ["taskId"],
    where: { taskId: { in: rows.map((row) => row.id) } },
    _count: { _all: true },
  });
  const countOf = new Map(counts.map(({ taskId, _count }) => [taskId, _count._all]));
  return Response.json({ tasks: rows.map((row) => shown(row, countOf.get(row.id) ?? 0)) });
}

/** A task at the end of its column with the project's next number; whoever asks, whatever they send. */
export async function POST(request: Request, { params }: Segment): Promise<Response> {
  const { id: projectId } = await params;
  const { title }: { title: string } = JSON.parse(await request.text());
  const db = await client();
  const row = await db.$transaction(async (tx) => {
    const { lastTaskNumber, ownerId } = await tx.project.update({
      where: { id: projectId },
      data: { lastTaskNumber: { increment: 1 } },
      select: { lastTaskNumber: true, ownerId: true },
    });
    const last = await tx.task.findFirst({
      where: { projectId, status: "todo" },
      orderBy: [{ position: "desc" }, { id: "desc" }],
      select: { position: true },
    });
    const position = (last?.position ?? 0) + 1024;
    const data = { projectId, number: lastTaskNumber, title, status: "todo", creatorId: ownerId, position };
    return tx.task.create({ data, include: withDetails });
  });
  return Response.json(shown(row, 0), { status: 201 });
}

interface Row {
  number: number;
  project: { key: string };
  labels: { labelId: string }[];
}

function shown<R extends Row>({ project, labels, number, ...row }: R, commentCount: number) {
  const labelIds = labels.map(({ labelId }) => labelId);
  return { ...row, key: `${project.key}-${number}`, number, labelIds, commentCount };
}

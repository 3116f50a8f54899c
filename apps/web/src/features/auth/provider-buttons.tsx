"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { messageOf } from "@/lib/api";
import { signInWithProvider } from "@/lib/sign-in";

/** Log in through the providers that this server has keys for. */
export function ProviderButtons({
  providers,
  returnTo,
}: {
  providers: readonly { id: string; name: string }[];
  returnTo: string;
}) {
  const [problem, setProblem] = useState<string | null>(null);
  if (providers.length === 0) return null;
  return (
    <div className="mt-4 grid gap-2">
      {providers.map((provider) => (
        <Button
          key={provider.id}
          size="l"
          onClick={() =>
            signInWithProvider(provider.id, returnTo).catch((error) => setProblem(messageOf(error)))
          }
        >
          Continue with {provider.name}
        </Button>
      ))}
      {problem && <Notice kind="error">{problem}</Notice>}
    </div>
  );
}

"use client";

import { useEffect } from "react";
import { Toaster as Sonner } from "sonner";

/** The messages themselves, in the product's own colours. */
export default function ToasterPanel({ onReady }: { onReady: () => void }) {
  return (
    <>
      <Sonner
        position="bottom-right"
        containerAriaLabel="Messages"
        toastOptions={{
          unstyled: true,
          classNames: {
            toast:
              "flex w-[356px] max-w-full items-center gap-3 rounded-m border border-line bg-raised px-4 py-3 font-sans text-ui text-ink shadow-float",
            content: "grid min-w-0 flex-1 gap-0.5",
            title: "font-medium",
            description: "text-small text-ink-2",
            error: "[&_[data-icon]]:text-urgent",
            success: "[&_[data-icon]]:text-done",
            actionButton:
              "h-7 shrink-0 rounded-s border border-line-strong px-2.5 text-ui font-medium hover:bg-sunk pointer-coarse:h-11",
          },
        }}
      />
      <Ready onReady={onReady} />
    </>
  );
}

/** Mounted after the messages' list, so that by now it hears of new ones. */
function Ready({ onReady }: { onReady: () => void }) {
  useEffect(onReady, [onReady]);
  return null;
}

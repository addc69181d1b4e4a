"""The network: an MPNet that reads the premise alone, and then each hypothesis with the premise before its eyes.

In every layer the hypothesis sees the premise and the premise does not see the hypothesis, as a decoder sees its prefix. What the
layers make of a premise depends on the premise only, so it is worked out once for each statement, and a hypothesis costs its own dozen
tokens. The answer is read off the first token of the hypothesis. As a transformers model the network takes pairs as any other does; the
sharing is done by ``analysis.models.embedded``.

Up to the fourteenth round the lower five layers read both texts apart and the upper five both together (the idea of DeFormer, Cao et al.
2020). On inference pairs that was less right by three points in a hundred, and slower, than letting the hypothesis look back.
"""

from __future__ import annotations

import torch
from transformers import MPNetForSequenceClassification
from transformers.modeling_outputs import SequenceClassifierOutput


class PrefixMPNet(MPNetForSequenceClassification):
    """Logits of shape (b, 3) for pairs tokenized as ``<s> premise </s></s> hypothesis </s>``, padded to the right."""

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor, **_) -> SequenceClassifierOutput:
        second = find_second(input_ids, self.config.eos_token_id)
        hides = (attention_mask == 0)[:, None, None, :] | (~second[:, None, :, None] & second[:, None, None, :])
        hidden = self.mpnet.embeddings(input_ids=input_ids)
        mask = torch.zeros(hides.shape, dtype=hidden.dtype, device=hidden.device).masked_fill(hides, torch.finfo(hidden.dtype).min)
        bias = self.mpnet.encoder.compute_position_bias(hidden)
        for layer in self.mpnet.encoder.layer:
            hidden = layer(hidden, mask, bias)[0]
        first = second.int().argmax(dim=1)
        return SequenceClassifierOutput(logits=self.classifier(hidden[torch.arange(len(first)), first][:, None]))


def find_second(input_ids: torch.Tensor, end: int) -> torch.Tensor:
    """Return which tokens belong to the hypothesis: those after the first end of text, shape (b, s)."""
    is_end = (input_ids == end).long()
    return is_end.cumsum(1) - is_end > 0

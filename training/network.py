"""The network of the mixes from the third to the thirteenth: its lower layers read premise and hypothesis apart, its upper ones together.

What the lower layers make of a text then depends on that text only and is worked out once for each text instead of once for each pair
(the idea is that of DeFormer, Cao et al. 2020). It cost two points in a hundred on inference pairs; since matrices are multiplied in whole
numbers (``training.export``) the plain MPNet is fast enough, and the later mixes train that.
"""

from __future__ import annotations

import torch
from transformers import MPNetForSequenceClassification
from transformers.modeling_outputs import SequenceClassifierOutput

SPLIT = 5  # layers that read premise and hypothesis apart


class SplitMPNet(MPNetForSequenceClassification):
    """Logits of shape (b, 3) for pairs tokenized as ``<s> premise </s></s> hypothesis </s>``, padded to the right."""

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor, **_) -> SequenceClassifierOutput:
        second = find_second(input_ids, self.config.eos_token_id)
        places = torch.arange(input_ids.shape[1], device=input_ids.device).expand_as(input_ids)
        places = torch.where(second, places - (~second).sum(1, keepdim=True), places)
        begins = second & (places == 0)  # the hypothesis, too, begins with the token with which every text begins
        hidden = self.mpnet.embeddings(
            input_ids=torch.where(begins, self.config.bos_token_id, input_ids), position_ids=places + self.config.pad_token_id + 1
        )
        hidden = run_layers(self.mpnet.encoder, hidden, attention_mask, slice(SPLIT), second)
        return SequenceClassifierOutput(logits=self.classifier(run_layers(self.mpnet.encoder, hidden, attention_mask, slice(SPLIT, None))))


def find_second(input_ids: torch.Tensor, end: int) -> torch.Tensor:
    """Return which tokens belong to the hypothesis: those after the first end of text, shape (b, s)."""
    is_end = (input_ids == end).long()
    return is_end.cumsum(1) - is_end > 0


def run_layers(
    encoder: torch.nn.Module, hidden: torch.Tensor, attention_mask: torch.Tensor, layers: slice, second: torch.Tensor | None = None
) -> torch.Tensor:
    """Return the hidden states (b, s, d) after some of the layers; given ``second``, the two texts do not see each other."""
    hides = (attention_mask == 0)[:, None, None, :]
    if second is not None:
        hides = hides | (second[:, None, :, None] != second[:, None, None, :])
    mask = torch.zeros(hides.shape, dtype=hidden.dtype, device=hidden.device).masked_fill(hides, torch.finfo(hidden.dtype).min)
    bias = encoder.compute_position_bias(hidden)
    for layer in encoder.layer[layers]:
        hidden = layer(hidden, mask, bias)[0]
    return hidden

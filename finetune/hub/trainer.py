"""The Trainer of transformers and accelerate, with what a run of ours adds: safetensors alone, and an exact resume."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import torch
from torch import Tensor
from transformers import PrinterCallback, Seq2SeqTrainer, Seq2SeqTrainingArguments, TrainerCallback

from finetune.hub.network import HubNetwork
from finetune.hub.settings import Phase
from finetune.weights import load_progress, save_progress

_STATE, _PROGRESS, _SCHEDULE = "trainer_state.json", "progress.safetensors", "schedule.json"


class ExactTrainer(Seq2SeqTrainer):
    """What a step draws depends on the seed and its number alone; a save holds tensors and JSON, nothing pickled."""

    def training_step(self, model: Any, inputs: dict[str, Tensor], num_items_in_batch: Any = None) -> Tensor:
        """One step, its dropout drawn from the step's number and, where there are several, the process's."""
        torch.manual_seed((self.args.seed * 1_000_003 + self.state.global_step) * 1009 + self.args.process_index)
        loss: Tensor = super().training_step(model, inputs, num_items_in_batch)
        return loss

    def _save(self, output_dir: str | None = None, state_dict: Any = None) -> None:  # noqa: ARG002 - as the base has it
        # The optimiser's memory and the weights go into one file, below.
        if self.args.should_save:
            Path(output_dir or str(self.args.output_dir)).mkdir(parents=True, exist_ok=True)

    def _save_optimizer_and_scheduler(self, output_dir: str) -> None:
        if self.args.should_save:
            folder = Path(output_dir)
            network = self.accelerator.unwrap_model(self.model)
            optimiser, schedule = cast(Any, self.optimizer), cast(Any, self.lr_scheduler)
            save_progress(network, optimiser, folder / _PROGRESS, {"step": self.state.global_step})
            plain = {k: v for k, v in schedule.state_dict().items() if isinstance(v, (int, float, list))}
            (folder / _SCHEDULE).write_text(json.dumps(plain), encoding="utf-8")

    def _load_from_checkpoint(self, resume_from_checkpoint: str, model: Any = None) -> None:
        pass  # with the optimiser, below

    def _load_optimizer_and_scheduler(self, checkpoint: str | None) -> None:
        if checkpoint is not None:
            network = self.accelerator.unwrap_model(self.model)
            load_progress(network, cast(Any, self.optimizer), Path(checkpoint) / _PROGRESS)
            held = json.loads((Path(checkpoint) / _SCHEDULE).read_text(encoding="utf-8"))
            cast(Any, self.lr_scheduler).load_state_dict(held)
            # The next step is taken at the rate that the schedule had reached; the fresh optimiser still has the first.
            for group, rate in zip(cast(Any, self.optimizer).param_groups, held["_last_lr"], strict=True):
                group["lr"] = rate

    def _save_rng_state(self, output_dir: str) -> None:
        pass  # see training_step

    def _load_rng_state(self, checkpoint: str | None) -> None:
        pass


class Watch(TrainerCallback):
    """Tells a bar how far the phase is, and writes its figures down."""

    def __init__(self, seen: Callable[[float], None], log: Callable[[int], Path]) -> None:
        self.seen, self.log = seen, log
        self.path: Path | None = None

    def on_train_begin(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:  # noqa: ARG002 - as the base has it
        """Drops the log's lines after the step from which training goes on."""
        if state.is_world_process_zero:
            self.path = self.log(state.global_step)

    def on_step_end(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:  # noqa: ARG002 - as the base has it
        """Moves the bar."""
        self.seen(state.global_step / max(1, state.max_steps))

    def on_log(self, args: Any, state: Any, control: Any, logs: Any = None, **kwargs: Any) -> None:  # noqa: ARG002 - as the base has it
        """One line of figures."""
        if self.path is not None and logs and "loss" in logs:
            row = {"step": state.global_step, "of": state.max_steps, "loss": logs["loss"]}
            with self.path.open("a", encoding="utf-8") as out:
                out.write(json.dumps(row) + "\n")


def complete(folder: Path) -> str | None:
    """The newest whole save in `folder`; one during which the process was killed does not count."""
    found = []
    for path in folder.glob("checkpoint-*"):
        try:
            step = int(json.loads((path / _STATE).read_text(encoding="utf-8"))["global_step"])
        except (OSError, ValueError, KeyError):
            continue
        found.append((step, str(path)))
    return max(found)[1] if found else None


def quieten() -> None:
    """One bar is enough: the libraries' own would break it."""
    import datasets  # noqa: PLC0415
    from transformers.utils import logging  # noqa: PLC0415

    datasets.disable_progress_bars()
    logging.disable_progress_bar()  # type: ignore[no-untyped-call]


def half(phase: Phase) -> bool:
    """Whether to compute in bf16: asked for, or `auto` on a GPU that has it."""
    if phase.precision == "auto":
        return torch.cuda.is_available() and torch.cuda.is_bf16_supported()
    return phase.precision == "bf16"


def arguments(phase: Phase, folder: Path, seed: int) -> Seq2SeqTrainingArguments:
    """The phase in the Trainer's words."""
    return Seq2SeqTrainingArguments(
        output_dir=str(folder), max_steps=phase.steps, learning_rate=phase.rate, seed=seed, data_seed=seed,
        per_device_train_batch_size=phase.batch, gradient_accumulation_steps=phase.accumulate,
        warmup_steps=round(phase.warmup * phase.steps), weight_decay=phase.decay, lr_scheduler_type="linear",
        save_strategy="steps", save_steps=phase.save_steps, save_total_limit=2, logging_steps=phase.log_steps,
        logging_strategy="steps", eval_strategy="no", report_to=[], disable_tqdm=True, remove_unused_columns=False,
        bf16=half(phase), use_cpu=not torch.cuda.is_available(), dataloader_num_workers=0, dataloader_pin_memory=False,
        # A batch of one objective leaves heads unused; every process must still agree on the gradients.
        ddp_find_unused_parameters=True, log_level="error",
    )  # fmt: skip


def fit(network: HubNetwork, rows: Any, collate: Any, args: Seq2SeqTrainingArguments, watch: Watch) -> int:
    """Trains `network` for a phase, from its last whole save where there is one; returns the number of steps."""
    trainer = ExactTrainer(model=network, args=args, train_dataset=rows, data_collator=collate, callbacks=[watch])
    trainer.model_accepts_loss_kwargs = False  # ours counts nothing across batches
    trainer.remove_callback(PrinterCallback)
    last = complete(Path(str(args.output_dir)))
    trainer.train(resume_from_checkpoint=last)
    return int(trainer.state.global_step)

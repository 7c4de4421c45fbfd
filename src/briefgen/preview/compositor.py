"""Makes one edition for whoever looks at it, with the build's own maker: its page at once, a draft of its PDF while
somebody writes, and all of it as a build would."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from briefgen.content.models import AUTO
from briefgen.content.order import Order
from briefgen.core.text import text_of
from briefgen.making import Maker
from briefgen.output.made import Made, from_kept
from briefgen.output.renditions import LayOut, lay_out_here
from briefgen.preview.stage import Stage
from briefgen.workshop import Workshop


def page(stage: Stage, order: Order, path: str) -> Made:
    """An edition with its web page alone."""
    return _maker(stage, order, "html").made(path)


def draft(stage: Stage, order: Order, path: str, density: str, lay_out: LayOut) -> Made:
    """An edition with its PDF in one density, which an edition that takes the loosest that fits may not come to."""
    return replace(_maker(stage, order, None, lay_out), density=density).made(path)


def whole(stage: Stage, order: Order, path: str, lay_out: LayOut) -> Made:
    """An edition with page and PDF, which the next build finds."""
    made = _maker(stage, order, None, lay_out).made(path)
    if made.is_final and not stage.workspace.torn:
        step = _workshop(stage, order, None).step(path)
        stage.engine.store.put(step, made.kept(partial(text_of, stage.workspace)))
    return made


def recalled(stage: Stage, order: Order, path: str) -> Made | None:
    """An edition as a build has left it, page and PDF, if nothing that it rests on has changed."""
    workshop, engine = _workshop(stage, order, None), stage.engine
    kept = engine.recall_by(workshop.step(path), workshop.value)
    return from_kept(path, kept, engine.store, partial(text_of, stage.workspace)) if kept else None


def tries_densities(stage: Stage, path: str) -> bool:
    """Whether an edition takes the loosest density that fits, for which it is laid out more than once."""
    fit = _workshop_of(stage).edition(path)[1].edition.fit
    return bool(fit and fit.density == AUTO)


def _maker(stage: Stage, order: Order, only: str | None, lay_out: LayOut = lay_out_here) -> Maker:
    return Maker(_workshop(stage, order, only), stage.workspace, stage.engine.store, lay_out)


def _workshop(stage: Stage, order: Order, only: str | None) -> Workshop:
    return _workshop_of(stage).with_order(replace(order, only=only))


def _workshop_of(stage: Stage) -> Workshop:
    assert stage.workshop is not None
    return stage.workshop

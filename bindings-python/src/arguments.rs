//! Reads what callers pass. Every refusal names the argument and the rule.

use std::ops::RangeInclusive;

use pyo3::exceptions::{PyOverflowError, PyTypeError};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyBytes, PyFloat, PyInt, PyString, PyTuple};
use pyo3::{Borrowed, PyClass};
use twitter_feedback::Problem;

use crate::calling::call;
use crate::errors::refused;

/// The rule of every text, after the name of its field.
pub(crate) const NO_SURROGATE: &str = "must not hold a lone surrogate, which no UTF-8 has";

/// The name of a value's class, for messages.
pub(crate) fn kind_of(value: &Bound<'_, PyAny>) -> PyResult<String> {
    if value.is_none() { Ok("None".to_owned()) } else { Ok(value.get_type().qualname()?.to_string()) }
}

pub(crate) fn wrong_type(value: &Bound<'_, PyAny>, field: &str, wanted: &str) -> PyErr {
    match kind_of(value) {
        Ok(given) => PyTypeError::new_err(format!("{field} must be {wanted}, not {given}")),
        Err(error) => error,
    }
}

/// An argument that may be left out, but is not `None`.
pub(crate) struct Given<'py>(pub(crate) Option<Bound<'py, PyAny>>);

impl<'a, 'py> FromPyObject<'a, 'py> for Given<'py> {
    type Error = PyErr;

    fn extract(value: Borrowed<'a, 'py, PyAny>) -> PyResult<Self> {
        Ok(Self(Some(value.to_owned())))
    }
}

/// An argument of a class of this module.
pub(crate) fn instance<'a, 'py, T: PyClass>(
    value: &'a Bound<'py, PyAny>,
    field: &'static str,
) -> PyResult<&'a Bound<'py, T>> {
    value.cast::<T>().or_else(|_| {
        let wanted = T::type_object(value.py()).name()?;
        Err(wrong_type(value, field, &format!("a {wanted}")))
    })
}

/// What an argument that is a list holds, in its order. A text is none, although it can be iterated over.
pub(crate) fn items<'py>(
    value: &Bound<'py, PyAny>,
    field: &'static str,
    wanted: &str,
) -> PyResult<Vec<Bound<'py, PyAny>>> {
    let py = value.py();
    let text = value.is_instance_of::<PyString>() || value.is_instance_of::<PyBytes>();
    if text || !value.hasattr(intern!(py, "__iter__"))? {
        return Err(wrong_type(value, field, wanted));
    }
    let listed = call(py.get_type::<PyTuple>().as_any(), (value,))?;
    Ok(listed.cast::<PyTuple>()?.iter().collect())
}

/// What an argument that is a list of texts holds, as [`noted_text`] reads each.
pub(crate) fn noted_texts(
    value: &Bound<'_, PyAny>,
    field: &'static str,
    problems: &mut Vec<Problem>,
) -> PyResult<Vec<String>> {
    let read = items(value, field, "a list of str")?.into_iter().map(|item| {
        if item.is_instance_of::<PyString>() {
            noted_text(&item, field, problems)
        } else {
            Err(wrong_type(&item, field, "a list of str alone"))
        }
    });
    read.collect()
}

/// What was noted while reading arguments, and what the core finds wrong besides. Of a field that was noted it has seen
/// something else than what was given.
pub(crate) fn together(mut noted: Vec<Problem>, of_core: &[Problem]) -> Vec<Problem> {
    let fields: Vec<String> = noted.iter().map(|problem| problem.field.clone()).collect();
    noted.extend(of_core.iter().filter(|problem| !fields.contains(&problem.field)).cloned());
    noted
}

/// One argument alone is wrong.
pub(crate) fn refused_value(problem: Problem) -> PyErr {
    refused("the call", vec![problem])
}

/// A text as UTF-8. A lone surrogate is no text: it is noted and replaced, so that whoever reads several
/// arguments can tell everything that is wrong at once.
pub(crate) fn noted_text(
    value: &Bound<'_, PyAny>,
    field: &'static str,
    problems: &mut Vec<Problem>,
) -> PyResult<String> {
    let Ok(text) = value.cast::<PyString>() else {
        return Err(wrong_type(value, field, "a str"));
    };
    // Of UTF-8 itself there is nothing to replace, so a difference is a surrogate.
    match text.to_cow() {
        Ok(utf8) => Ok(utf8.into_owned()),
        Err(_) => {
            let shown = text.repr()?.to_string_lossy().into_owned();
            problems.push(Problem::new(field, NO_SURROGATE, &shown));
            Ok(text.to_string_lossy().into_owned())
        }
    }
}

pub(crate) fn text(value: &Bound<'_, PyAny>, field: &'static str) -> PyResult<String> {
    let mut problems = Vec::new();
    let text = noted_text(value, field, &mut problems)?;
    if problems.is_empty() { Ok(text) } else { Err(refused("the call", problems)) }
}

/// As [`text`], of what a refusal must not repeat.
pub(crate) fn hidden_text(value: &Bound<'_, PyAny>, field: &'static str) -> PyResult<String> {
    let Ok(text) = value.cast::<PyString>() else {
        return Err(wrong_type(value, field, "a str"));
    };
    let utf8 = text.to_cow().map_err(|_| refused_value(Problem::new(field, NO_SURROGATE, Problem::REDACTED)))?;
    Ok(utf8.into_owned())
}

pub(crate) fn boolean(value: &Bound<'_, PyAny>, field: &'static str) -> PyResult<bool> {
    match value.cast::<PyBool>() {
        Ok(boolean) => Ok(boolean.is_true()),
        Err(_) => Err(wrong_type(value, field, "a bool")),
    }
}

/// A number, whole or not; truth values are none.
pub(crate) fn number(value: &Bound<'_, PyAny>, field: &'static str) -> PyResult<f64> {
    let number = value.is_instance_of::<PyFloat>() || value.is_instance_of::<PyInt>();
    if !number || value.is_instance_of::<PyBool>() {
        return Err(wrong_type(value, field, "a number"));
    }
    // An int that no float holds is beyond every range.
    Ok(value.extract::<f64>().unwrap_or(f64::INFINITY))
}

/// A whole number in this range. Other libraries' whole numbers will do; truth values and fractions will not.
pub(crate) fn noted_whole<T>(
    value: &Bound<'_, PyAny>,
    field: &'static str,
    range: RangeInclusive<T>,
    problems: &mut Vec<Problem>,
) -> PyResult<Option<T>>
where
    T: PartialOrd + std::fmt::Display + TryFrom<i128>,
{
    if value.is_instance_of::<PyBool>() || !value.hasattr(intern!(value.py(), "__index__"))? {
        return Err(wrong_type(value, field, "an int"));
    }
    let number = match value.extract::<i128>() {
        Ok(number) => T::try_from(number).ok().filter(|number| range.contains(number)),
        Err(error) if error.is_instance_of::<PyOverflowError>(value.py()) => None,
        Err(error) => return Err(error),
    };
    if number.is_none() {
        let rule = format!("must lie between {} and {}", range.start(), range.end());
        problems.push(Problem::new(field, rule, &shown_number(value)));
    }
    Ok(number)
}

pub(crate) fn whole<T>(value: &Bound<'_, PyAny>, field: &'static str, range: RangeInclusive<T>) -> PyResult<T>
where
    T: PartialOrd + std::fmt::Display + TryFrom<i128>,
{
    let mut problems = Vec::new();
    let number = noted_whole(value, field, range, &mut problems)?;
    number.ok_or_else(|| refused("the call", problems))
}

/// Python refuses to write out numbers of thousands of digits.
fn shown_number(value: &Bound<'_, PyAny>) -> String {
    value
        .str()
        .map_or_else(|_| "a number of thousands of digits".to_owned(), |text| text.to_string_lossy().into_owned())
}

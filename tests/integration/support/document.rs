//! The OpenAPI document, held against every answer.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex};

use jsonschema::Validator;
use serde_json::{Value, json};

use super::day;

/// An operation of the document.
#[derive(Debug, Clone)]
pub struct Operation {
    /// `GET` and the like.
    pub method: String,
    /// With `{id}` where a number goes.
    pub path: String,
    /// Whether it asks for a session.
    pub needs_session: bool,
}

impl Operation {
    /// Method and path.
    pub fn key(&self) -> String {
        format!("{} {}", self.method, self.path)
    }

    /// The path with this number, of a day.
    pub fn path_of(&self, id: &str) -> String {
        self.path.replace("{id}", id).replace("{group}", id).replace("{day}", &day(0))
    }
}

/// The document that the handlers make.
pub struct Document {
    value: Value,
    validators: Mutex<HashMap<String, &'static Validator>>,
}

static DOCUMENT: LazyLock<Document> = LazyLock::new(|| Document {
    value: serde_json::to_value(tracker::http::openapi()).unwrap(),
    validators: Mutex::default(),
});

impl Document {
    pub fn get() -> &'static Self {
        &DOCUMENT
    }

    pub fn operations(&self) -> Vec<Operation> {
        let mut operations = Vec::new();
        for (path, methods) in self.value["paths"].as_object().unwrap() {
            for (method, operation) in methods.as_object().unwrap() {
                operations.push(Operation {
                    method: method.to_uppercase(),
                    path: path.clone(),
                    needs_session: operation.get("security").is_some(),
                });
            }
        }
        operations
    }

    /// Panics unless an answer is what the document says of its operation. Paths that are none of the API's pass.
    pub fn check(&self, method: &str, path: &str, status: u16, content_type: Option<&str>, body: &[u8]) {
        let path = path.split('?').next().unwrap();
        let Some(template) = self.template_of(path) else { return };
        let Some(operation) = self.value["paths"][&template].get(method.to_lowercase()) else {
            assert!(status >= 400, "{method} {path} is not in the document, but answers {status}");
            return;
        };
        let what = format!("{method} {template} {status}");
        let responses = &operation["responses"];
        let response =
            responses.get(status.to_string()).or_else(|| (status >= 400).then(|| responses.get("default"))?);
        let response = response.unwrap_or_else(|| panic!("the document knows no answer {what}"));
        let Some(content) = response.get("content") else {
            assert!(body.is_empty(), "{what} has a body, but the document has none");
            return;
        };
        let (kind, media) = content.as_object().unwrap().iter().next().unwrap();
        assert_eq!(content_type, Some(kind.as_str()), "content type of {what}");
        if method == "HEAD" || kind == "text/event-stream" {
            return;
        }
        if kind == "text/csv" {
            assert!(body.starts_with(b"date,"), "{what} has no headings");
            return;
        }
        let value: Value = serde_json::from_slice(body).unwrap_or_else(|_| panic!("{what} is not JSON: {body:?}"));
        let validator = self.validator(&what, media.get("schema").unwrap_or(&json!({})));
        let errors: Vec<String> = validator.iter_errors(&value).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{what} is not as documented: {errors:?} in {value}");
    }

    fn template_of(&self, path: &str) -> Option<String> {
        let paths = self.value["paths"].as_object().unwrap();
        let fits = |template: &&String| {
            let (mut given, mut wanted) = (path.split('/'), template.split('/'));
            loop {
                match (given.next(), wanted.next()) {
                    (None, None) => return true,
                    (Some(_), Some(segment)) if segment.starts_with('{') => {}
                    (Some(one), Some(other)) if one == other => {}
                    _ => return false,
                }
            }
        };
        paths.keys().find(fits).cloned()
    }

    fn validator(&self, what: &str, schema: &Value) -> &'static Validator {
        let mut validators = self.validators.lock().unwrap();
        validators.entry(what.to_owned()).or_insert_with(|| {
            let mut schema = schema.clone();
            schema["components"] = self.value["components"].clone();
            let options = jsonschema::draft202012::options().should_validate_formats(true);
            Box::leak(Box::new(options.build(&schema).unwrap()))
        })
    }
}

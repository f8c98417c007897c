//! Closed sets of words, spelled the same in JSON, SQL and messages.

/// Declares an enum, the word for each variant, and the sentence that lists them all.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident $field:literal { $($(#[$variant_doc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name {
            $($(#[$variant_doc])* #[serde(rename = $word)] $variant),+
        }

        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
                utoipa::openapi::schema::ObjectBuilder::new()
                    .schema_type(utoipa::openapi::schema::Type::String)
                    .enum_values(Some(Self::ALL.iter().map(|one| one.as_str())))
                    .into()
            }
        }

        impl utoipa::ToSchema for $name {
            fn name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }
        }

        impl $name {
            /// Every variant, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Parses a word.
            pub fn parse(word: &str) -> $crate::error::Result<Self> {
                Self::from_word(word).ok_or_else(|| {
                    let words: Vec<&str> = Self::ALL.iter().map(|one| one.as_str()).collect();
                    let name = $crate::domain::text::capitalized($field);
                    $crate::error::Error::invalid($field, format!("{name} must be one of {}.", words.join(", ")))
                })
            }

            /// The variant for a word.
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.as_str() == word)
            }

            /// The word for it.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $word),+
                }
            }
        }
    };
}

pub(crate) use words;

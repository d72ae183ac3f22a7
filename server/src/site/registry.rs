//! Values that areas keep for as long as the site runs, one of each type. The area owns the type and is the only
//! one that can ask for it; the site knows none of them.

use std::any::{Any, TypeId};
use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, PoisonError, RwLock};

/// The values by their types.
#[derive(Default)]
pub struct Registry(RwLock<HashMap<TypeId, Arc<dyn Any + Send + Sync>>>);

impl Registry {
    /// The value of this type, made when first asked for.
    ///
    /// # Panics
    /// Never: each value is kept under its own type.
    pub fn get<T: Any + Default + Send + Sync>(&self) -> Arc<T> {
        let id = TypeId::of::<T>();
        // Nothing but `T::default` runs while holding these locks.
        let found = self.0.read().unwrap_or_else(PoisonError::into_inner).get(&id).cloned();
        let found = found.unwrap_or_else(|| {
            let mut values = self.0.write().unwrap_or_else(PoisonError::into_inner);
            values.entry(id).or_insert_with(|| Arc::<T>::default()).clone()
        });
        found.downcast().expect("values are kept under their own type")
    }
}

impl fmt::Debug for Registry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Registry")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicU8, Ordering};

    #[test]
    fn each_type_has_one_value_and_everybody_gets_the_same() {
        let registry = Registry::default();
        registry.get::<AtomicU8>().store(7, Ordering::Relaxed);
        assert_eq!(registry.get::<AtomicU8>().load(Ordering::Relaxed), 7);
        assert_eq!(*registry.get::<String>(), "");
    }
}
